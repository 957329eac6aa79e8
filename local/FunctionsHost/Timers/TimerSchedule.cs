using System.Globalization;
using System.Text.RegularExpressions;
using Cronos;

namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>
/// When a timer fires, in UTC: an NCRONTAB expression of six fields, second first (of five: minute first), or a fixed interval.
/// </summary>
internal sealed partial class TimerSchedule
{
    private static readonly TimeSpan MonitoredFrom = TimeSpan.FromMinutes(1);

    private readonly CronExpression? _expression;
    private readonly TimeSpan _interval;

    private TimerSchedule(CronExpression? expression, TimeSpan interval)
    {
        _expression = expression;
        _interval = interval;
    }

    /// <summary>Reads a schedule, or says what is wrong with it.</summary>
    public static bool TryParse(string text, out TimerSchedule schedule, out string problem)
    {
        schedule = new TimerSchedule(null, default);
        problem = "";
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero && text.Contains(':', StringComparison.Ordinal))
        {
            schedule = new TimerSchedule(null, interval);
            return true;
        }

        // Cronos also reads ?, L, W and #, which NCRONTAB has not: what runs here must run in Azure.
        if (!Ncrontab().IsMatch(text))
        {
            problem = $"the schedule '{text}' is no NCRONTAB expression: six fields of numbers, names, '*', ',', '-' and '/'.";
            return false;
        }

        try
        {
            var isWithSeconds = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 6;
            schedule = new TimerSchedule(CronExpression.Parse(text, isWithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard), default);
            return true;
        }
        catch (CronFormatException error)
        {
            problem = $"the schedule '{text}' is no NCRONTAB expression: {error.Message}";
            return false;
        }
    }

    /// <summary>The first occurrence after an instant; null when there is none any more.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) =>
        _expression is null ? instant + _interval : _expression.GetNextOccurrence(instant, TimeZoneInfo.Utc);

    /// <summary>Whether occurrences are at least a minute apart, by the next few: only then does the host remember them.</summary>
    public bool CanBeMonitored(DateTimeOffset from)
    {
        const int looks = 5;
        var last = NextAfter(from);
        for (var look = 0; look < looks && last is { } known; look++)
        {
            var next = NextAfter(known);
            if (next - known < MonitoredFrom)
            {
                return false;
            }

            last = next;
        }

        return true;
    }

    [GeneratedRegex(@"\A\s*(\d+|[A-Za-z]{3}|[*,/-])+(\s+(\d+|[A-Za-z]{3}|[*,/-])+){4,5}\s*\z")]
    private static partial Regex Ncrontab();
}
