using System.Globalization;

namespace HzFunctions.Local.Durations;

/// <summary>Durations as people write them: <c>500ms</c>, <c>60s</c>, <c>2m</c>, <c>1.5h</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        foreach (var (unit, length) in Units)
        {
            if (text is not null
                && text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count * length.TotalDays < 365)
            {
                duration = count * length;
                return true;
            }
        }

        duration = default;
        return false;
    }

    /// <summary>The shortest way to write it, for people.</summary>
    public static string Write(TimeSpan duration)
    {
        var (unit, length) = Units.LastOrDefault(candidate => duration >= candidate.Length, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{duration / length:0.#}{unit}");
    }
}
