using System.Text.Json.Nodes;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Uploads;

/// <summary>Something that a car park has to tell. Its data are made anew for each attempt, with that attempt's uploadTime.</summary>
/// <param name="Interface">The interface of the standard.</param>
/// <param name="Data">Everything but uploadTime.</param>
/// <param name="Photo">The picture, for a photo.</param>
internal sealed record Upload(string Interface, JsonObject Data, byte[]? Photo = null)
{
    /// <summary>The application for deduction (§3.2.4), which has no uploadTime.</summary>
    public const string Application = "applyPayment";

    public JsonObject At(DateTimeOffset now)
    {
        var data = Data.DeepClone().AsObject();
        data["uploadTime"] = ChinaClock.Write(now);
        return data;
    }
}
