using CsCheck;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>When something is next due of a bill, for any deadlines and any time.</summary>
public sealed class BillScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<BillOptions> Deadlines = Gen.Select(Gen.Int[1, 24 * 3600], Gen.Int[1, 24 * 3600], (unpaid, report) =>
        new BillOptions { UnpaidAfterSeconds = unpaid, ReportEverySeconds = report });

    private static readonly Gen<TimeSpan> Elapsed = Gen.Long[0, TimeSpan.FromDays(30).Ticks].Select(TimeSpan.FromTicks);

    [Fact]
    public void What_is_next_is_always_ahead() =>
        Gen.Select(Deadlines, Elapsed, Gen.Int[1, 1000]).Sample((options, elapsed, failures) =>
        {
            var (schedule, now) = (new BillSchedule(options), Start + elapsed);
            return schedule.NextQuestion(Start, now) > now && schedule.NextReport(Start, now) > now && schedule.NextTry(failures, now) > now;
        });

    [Fact]
    public void R59_R60_reports_lie_on_the_full_cycles_after_the_first_and_none_is_skipped() =>
        Gen.Select(Deadlines, Elapsed).Sample((options, elapsed) =>
        {
            var (schedule, now) = (new BillSchedule(options), Start + elapsed);
            var next = schedule.NextReport(Start, now);
            var sinceFirst = next - Start - options.UnpaidAfter;
            return sinceFirst >= TimeSpan.Zero
                && sinceFirst.Ticks % options.ReportEvery.Ticks == 0
                && (next == schedule.FirstReport(Start) || next - now <= options.ReportEvery);
        });

    [Fact]
    public void Nothing_comes_earlier_for_being_asked_later() =>
        Gen.Select(Deadlines, Elapsed, Elapsed).Sample((options, one, other) =>
        {
            var (schedule, sooner, later) = (new BillSchedule(options), Start + (one < other ? one : other), Start + (one < other ? other : one));
            return schedule.NextQuestion(Start, sooner) <= schedule.NextQuestion(Start, later)
                && schedule.NextReport(Start, sooner) <= schedule.NextReport(Start, later);
        });

    [Fact]
    public void Tries_after_failures_never_come_closer_together_and_lie_a_sixth_of_the_cycle_apart_at_most() =>
        Gen.Select(Deadlines, Gen.Int[1, 100]).Sample((options, failures) =>
        {
            var schedule = new BillSchedule(options);
            var (pause, longer) = (schedule.NextTry(failures, Start) - Start, schedule.NextTry(failures + 1, Start) - Start);
            return pause <= longer && (longer <= options.ReportEvery / 6 || longer == TimeSpan.FromSeconds(1));
        });

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 30)]
    [InlineData(30, 120)]
    [InlineData(120, 600)]
    [InlineData(600, 1200)]
    [InlineData(1199, 1200)]
    [InlineData(1200, 1800)]
    public void The_standards_deadlines_ask_at_5_s_30_s_2_min_10_min_and_then_every_10_min(int elapsed, int next) =>
        Assert.Equal(Start.AddSeconds(next), new BillSchedule(new BillOptions()).NextQuestion(Start, Start.AddSeconds(elapsed)));
}
