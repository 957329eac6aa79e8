using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.Storage;

public sealed class OnFirstUseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_once_for_all_who_come_at_once()
    {
        var runs = 0;
        var gate = new TaskCompletionSource();
        var once = new OnFirstUse(_ =>
        {
            runs++;
            return gate.Task;
        });

        var waiting = Enumerable.Range(0, 10).Select(_ => once.EnsureAsync(Stop)).ToList();
        gate.SetResult();
        await Task.WhenAll(waiting);
        await once.EnsureAsync(Stop);

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task It_is_tried_again_after_it_failed_however_it_fails()
    {
        var attempts = 0;
        var once = new OnFirstUse(_ => ++attempts switch
        {
            1 => throw new IOException("before the first await"),
            2 => Task.FromException(new IOException("after it")),
            3 => Task.FromCanceled(new CancellationToken(canceled: true)),
            _ => Task.CompletedTask,
        });

        await Assert.ThrowsAsync<IOException>(() => once.EnsureAsync(Stop));
        await Assert.ThrowsAsync<IOException>(() => once.EnsureAsync(Stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => once.EnsureAsync(Stop));
        await once.EnsureAsync(Stop);

        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task One_who_gives_up_leaves_the_others_waiting()
    {
        using var impatient = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var once = new OnFirstUse(_ => gate.Task);
        var (gone, patient) = (once.EnsureAsync(impatient.Token), once.EnsureAsync(Stop));

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        gate.SetResult();
        await patient;
    }
}
