using System.Globalization;

namespace HzFunctions.Local.Records;

/// <summary>Times as the standard writes them: UTC+8, whole seconds (R33).</summary>
internal static class ChinaClock
{
    public const string DateTimeFormat = "yyyy-MM-dd HH:mm:ss";
    public const string DateFormat = "yyyy-MM-dd";

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Now(TimeProvider time) => time.GetUtcNow().ToOffset(Offset);

    public static string Write(DateTimeOffset at) => at.ToOffset(Offset).ToString(DateTimeFormat, CultureInfo.InvariantCulture);

    public static string WriteDate(DateTimeOffset at) => at.ToOffset(Offset).ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly the standard's form; no other form and no date that is not in the calendar.</summary>
    public static DateTimeOffset? Read(string text) =>
        DateTime.TryParseExact(text, DateTimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        // The first hours of the year 1 in China lie before what an instant can hold.
        && at.Ticks >= Offset.Ticks
            ? new DateTimeOffset(at, Offset)
            : null;

    public static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
