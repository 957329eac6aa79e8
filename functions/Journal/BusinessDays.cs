using System.Globalization;
using HzFunctions.CityBrain;

namespace HzFunctions.Functions.Journal;

/// <summary>Business days (营业日) as keys hold them: yyyyMMdd, in China's time, whatever the host's zone is.</summary>
internal static class BusinessDays
{
    private const string Pattern = "yyyyMMdd";

    /// <summary>The business day of an instant.</summary>
    public static string Of(DateTimeOffset instant) => Text(ChinaTime.BusinessDay(instant));

    public static string Text(DateOnly day) => day.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Pattern, CultureInfo.InvariantCulture);
}
