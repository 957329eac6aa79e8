using System.Globalization;
using HzFunctions.Local.FunctionsHost.Timers;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>NCRONTAB: C.4. All instants are UTC.</summary>
public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("*/30 * * * * *", "2026-01-05T10:00:00Z", "2026-01-05T10:00:30Z")]
    [InlineData("*/30 * * * * *", "2026-01-05T10:00:30Z", "2026-01-05T10:01:00Z")]
    [InlineData("0 */5 * * * *", "2026-01-05T10:00:01Z", "2026-01-05T10:05:00Z")]
    [InlineData("0 0 17 * * *", "2026-01-05T17:00:00Z", "2026-01-06T17:00:00Z")]
    [InlineData("0 30 9 * * 1-5", "2026-01-09T09:30:00Z", "2026-01-12T09:30:00Z")]
    [InlineData("0 30 9 * * Mon-Fri", "2026-01-09T09:30:00Z", "2026-01-12T09:30:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 0 1,15 * *", "2026-01-02T00:00:00Z", "2026-01-15T00:00:00Z")]
    [InlineData("0 0 0 13 * 5", "2026-01-01T00:00:00Z", "2026-02-13T00:00:00Z")]
    [InlineData("*/5 * * * *", "2026-01-05T10:00:01Z", "2026-01-05T10:05:00Z")]
    [InlineData("00:00:07", "2026-01-05T10:00:01Z", "2026-01-05T10:00:08Z")]
    public void The_next_occurrence_is_found(string text, string from, string next)
    {
        Assert.True(TimerSchedule.TryParse(text, out var schedule, out _));

        Assert.Equal(Instant(next), schedule.NextAfter(Instant(from)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("every day")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 0 L * *")]
    [InlineData("0 0 0 ? * *")]
    [InlineData("0 0 0 * * 1#2")]
    public void What_is_no_NCRONTAB_is_refused(string text)
    {
        Assert.False(TimerSchedule.TryParse(text, out _, out var problem));

        Assert.Contains(text, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0,10 0 * * * *", false)]
    [InlineData("0 * * * * *", true)]
    [InlineData("0 0 17 * * *", true)]
    public void Only_occurrences_a_minute_apart_are_remembered(string text, bool expected)
    {
        Assert.True(TimerSchedule.TryParse(text, out var schedule, out _));

        Assert.Equal(expected, schedule.CanBeMonitored(Instant("2026-01-05T10:00:00Z")));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
