using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.Processes;

public sealed class SupervisedProcessTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_killed_comes_back_and_the_observer_hears_of_it()
    {
        await using var process = Supervise("exec sleep 600", TimeProvider.System);
        await process.StartAsync(Token);
        var killed = process.ProcessId!.Value;

        LivingProcess.Kill(killed);
        await Eventually.IsTrueAsync(() => !_observer.Restarts.IsEmpty);

        var restart = _observer.Restarts.Single();
        Assert.Equal(("subject", killed, 9), (restart.Name, restart.Exit.ProcessId, restart.Exit.Signal));
        Assert.Equal((process.ProcessId, 1), (restart.NewProcessId, process.RestartCount));
        Assert.NotEqual(killed, restart.NewProcessId);
        Assert.True(LivingProcess.Exists(restart.NewProcessId));
    }

    [Fact]
    public async Task What_dies_young_is_restarted_ever_more_slowly_but_always()
    {
        var time = new FakeTimeProvider();
        await using var process = Supervise("exit 1", time);
        await process.StartAsync(Token);

        foreach (var milliseconds in new[] { 100, 200, 400, 800, 1600, 3200, 5000, 5000 })
        {
            var before = process.RestartCount;
            await Eventually.IsTrueAsync(() => _observer.Deaths.Count == before + 1);
            time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            Assert.Equal(before, process.RestartCount);
            await Eventually.IsTrueAsync(() => Nudge(time) && process.RestartCount == before + 1);
        }
    }

    [Fact]
    public void One_that_has_lived_for_half_a_minute_comes_back_at_once()
    {
        var delay = new RestartDelay();
        _ = delay.After(TimeSpan.Zero);
        _ = delay.After(TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromMilliseconds(100), delay.After(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_stopped_process_stays_away()
    {
        await using var process = Supervise("exec sleep 600", TimeProvider.System);
        await process.StartAsync(Token);
        var stopped = process.ProcessId!.Value;

        await process.StopAsync();

        Assert.False(LivingProcess.Exists(stopped));
        Assert.Null(process.ProcessId);
        Assert.Empty(_observer.Deaths);
    }

    [Fact]
    public async Task Stopping_while_it_waits_to_restart_ends_the_wait()
    {
        var time = new FakeTimeProvider();
        await using var process = Supervise("exit 1", time);
        await process.StartAsync(Token);
        await Eventually.IsTrueAsync(() => _observer.Deaths.Count == 1);

        await process.StopAsync();

        Assert.Equal(0, process.RestartCount);
    }

    [Fact]
    public async Task Every_line_of_every_life_is_in_the_log_with_its_time()
    {
        await using var process = Supervise("echo said; echo complained >&2; exec sleep 600", TimeProvider.System);
        await process.StartAsync(Token);
        await Eventually.IsTrueAsync(() => _observer.Lines.Count == 2);

        LivingProcess.Kill(process.ProcessId!.Value);
        await Eventually.IsTrueAsync(() => _observer.Lines.Count == 4);

        var log = await File.ReadAllLinesAsync(_folder.File("logs", "subject.log"), Token);
        Assert.Equal(2, log.Count(line => line.EndsWith("Z   said", StringComparison.Ordinal)));
        Assert.Equal(2, log.Count(line => line.EndsWith("Z ! complained", StringComparison.Ordinal)));
    }

    private static bool Nudge(FakeTimeProvider time)
    {
        // The wait may begin a moment after the death was reported: the clock has to move once more after that.
        time.Advance(TimeSpan.FromMilliseconds(1));
        return true;
    }

    private SupervisedProcess Supervise(string script, TimeProvider time) =>
        new(Specifications.Shell(script, _folder), time, _observer);
}
