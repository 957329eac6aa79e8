using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>An uploadTime belongs near the present: a gateway may hold a record back for days, but no clock runs hours ahead.</summary>
internal static class UploadTimeCheck
{
    private static readonly TimeSpan OldestAllowed = TimeSpan.FromDays(8);
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    public static FieldFault? Check(JsonElement data, DateTimeOffset now)
    {
        if (!data.TryGetProperty("uploadTime", out var member) || ChinaClock.Read(member.GetString() ?? "") is not { } uploaded)
        {
            return null;
        }

        return uploaded < now - OldestAllowed || uploaded > now + MostAhead
            ? new FieldFault("uploadTime", "is not near the present")
            : null;
    }
}
