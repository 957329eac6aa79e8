using System.Globalization;

namespace HzFunctions.Local.Run.Live;

/// <summary>Writes what a snapshot holds, and what it could not find out.</summary>
internal static class SnapshotText
{
    public static string Of(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";

    public static string Of(bool? up) => up switch
    {
        true => "up",
        false => "DOWN",
        null => "not answering",
    };
}
