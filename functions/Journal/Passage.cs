using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain;

namespace HzFunctions.Functions.Journal;

/// <summary>A vehicle came or left.</summary>
/// <param name="Vehicle">Which.</param>
/// <param name="Time">When: the digits yyyyMMddHHmmss, in UTC+8.</param>
internal readonly record struct Passage(Vehicle Vehicle, long Time)
{
    private const string TimeDigits = "yyyyMMddHHmmss";

    /// <summary>What an arrival or a departure says; null for all else.</summary>
    public static Passage? Of(string interfaceName, JsonElement data)
    {
        var field = interfaceName switch
        {
            RecordKind.Arrival => "arriveTime",
            RecordKind.Departure => "endTime",
            _ => null,
        };
        return field is not null && Vehicle.Of(data) is { } vehicle && ChinaTime.TryParse(data.GetProperty(field).GetString(), out var time)
            ? new Passage(vehicle, long.Parse(time.ToString(TimeDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Takes what <see cref="ToString"/> made; null for nothing.</summary>
    public static Passage? Parse(string? text) => text?.Split('|') is [var color, var plateHash, var time]
        ? new Passage(new Vehicle(color, plateHash), long.Parse(time, CultureInfo.InvariantCulture))
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Vehicle.Color}|{Vehicle.PlateHash}|{Time}");
}
