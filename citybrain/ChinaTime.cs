using System.Globalization;

namespace HzFunctions.CityBrain;

/// <summary>
/// Time as the standard writes it: China time (UTC+8, no summer time), <c>yyyy-MM-dd HH:mm:ss</c>, days <c>yyyy-MM-dd</c>,
/// whatever the host's zone is.
/// </summary>
public static class ChinaTime
{
    private const string TimePattern = "yyyy-MM-dd HH:mm:ss";
    private const string DayPattern = "yyyy-MM-dd";

    /// <summary>The distance to UTC: eight hours.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>Writes an instant as <c>yyyy-MM-dd HH:mm:ss</c> in China time; fractions of a second are cut off.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString(TimePattern, CultureInfo.InvariantCulture);

    /// <summary>Writes a day as <c>yyyy-MM-dd</c>.</summary>
    public static string FormatDay(DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);

    /// <summary>Reads <c>yyyy-MM-dd HH:mm:ss</c> exactly, as China time; a time that no calendar has is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        var found = DateTime.TryParseExact(text, TimePattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);

        // The first hours of the year 1 in China lie before what an instant can hold.
        found = found && local.Ticks >= Offset.Ticks;
        instant = found ? new DateTimeOffset(local, Offset) : default;
        return found;
    }

    /// <summary>Reads <c>yyyy-MM-dd</c> exactly; a day that no calendar has is refused.</summary>
    public static bool TryParseDay(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayPattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>The business day (营业日, 对账日期) that an instant belongs to: its day in China.</summary>
    public static DateOnly BusinessDay(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which a business day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);
}
