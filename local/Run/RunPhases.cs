using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.Run.Closing;
using HzFunctions.Local.Run.Live;

namespace HzFunctions.Local.Run;

/// <summary>
/// The course of a run: traffic until its time is over or somebody interrupts; then what was sent is answered; then what was accepted
/// leaves the gateway, what came down is confirmed and with its car park, and every bill is as the city brain has it.
/// </summary>
internal sealed class RunPhases(
    RunOptions options, Observatory observatory, RunContacts contacts, BillSettling bills, DayReconciling? reconciling, VaultCourse? vault, TimeProvider time)
{
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(1);

    // How long nothing may move before we stop waiting; after an outage the gateway backs off about as long as it lasted.
    private readonly TimeSpan _standstill = TimeSpan.FromSeconds(90) + (options.Outage?.Length ?? TimeSpan.Zero);

    // A bill whose application nobody answered is asked about after 30 s, and then after 2 min.
    private readonly TimeSpan _standstillOfBills = TimeSpan.FromSeconds(150) + (options.Outage?.Length ?? TimeSpan.Zero);

    /// <param name="show">Is given the phase and each new snapshot.</param>
    /// <param name="interrupt">Ends the traffic.</param>
    /// <param name="abandon">Ends everything.</param>
    public async Task PlayAsync(Action<string, Snapshot> show, CancellationToken interrupt, CancellationToken abandon)
    {
        if (reconciling is not null)
        {
            await reconciling.LoseAsync(abandon);
        }

        using (var traffic = CancellationTokenSource.CreateLinkedTokenSource(interrupt))
        {
            var outage = TakeCityBrainAwayAsync(traffic.Token);
            var course = vault?.RunAsync(traffic.Token) ?? Task.CompletedTask;
            await ShowUntilAsync("traffic", show, TrafficIsOver, interrupt, abandon);
            await traffic.CancelAsync();
            await outage;
            await course;
        }

        await ShowUntilAsync("finishing", show, EverythingIsAnswered(abandon), abandon, abandon);
        await ComeToRestAsync();
        if (reconciling is not null)
        {
            await reconciling.OrderAsync(abandon);
            await ShowUntilAsync("reconciling", show, EveryDayIsReconciled(reconciling, abandon), abandon, abandon);

            // What is sent again is news to the city brain: it tells what is to be paid, and drivers pay.
            await ComeToRestAsync();
        }

        async Task ComeToRestAsync()
        {
            await ShowUntilAsync("settling", show, EveryBillIsSettled(abandon), abandon, abandon);
            await ShowUntilAsync("draining", show, NothingIsPending(), abandon, abandon);
            await ShowUntilAsync("confirming", show, EverythingIsSettled(), abandon, abandon);
        }

        Task<bool> TrafficIsOver(Snapshot snapshot) =>
            Task.FromResult(interrupt.IsCancellationRequested || snapshot.Elapsed >= options.For);
    }

    private async Task TakeCityBrainAwayAsync(CancellationToken trafficEnds)
    {
        if (options.Outage is not { } outage)
        {
            return;
        }

        var wait = outage.After;
        do
        {
            await Task.Delay(wait, time, trafficEnds).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = Cycle;
        }
        while (!trafficEnds.IsCancellationRequested && !await contacts.City.TryGoAwayAsync(outage.Length, trafficEnds));
    }

    private Func<Snapshot, Task<bool>> EverythingIsAnswered(CancellationToken abandon)
    {
        var patience = new Patience(_standstill, time);
        return async snapshot =>
        {
            if (contacts.Traffic is not { } traffic || snapshot.Traffic == TrafficState.Finished || patience.IsOver(snapshot.Waiting))
            {
                return true;
            }

            // Each time anew: a process that was killed and started again knows nothing of it.
            await Reach.TryAsync(traffic.StopAsync, time, abandon);
            return false;
        };
    }

    private Func<Snapshot, Task<bool>> EveryBillIsSettled(CancellationToken abandon)
    {
        var patience = new Patience(_standstillOfBills, time);
        return async _ =>
        {
            var moving = contacts.Traffic is null ? 0 : await bills.CountMovingAsync(abandon);
            return moving == 0 || patience.IsOver(moving);
        };
    }

    // What is answered while somebody looks may be pending already when he looks again: payments are recorded until the last bill is settled.
    private Func<Snapshot, Task<bool>> NothingIsPending()
    {
        var patience = new Patience(_standstill, time);
        var wasAnswered = contacts.Traffic is null;
        return snapshot =>
        {
            var isGone = wasAnswered && snapshot.Pending == 0;
            wasAnswered |= snapshot.Waiting == 0;
            return Task.FromResult(isGone || patience.IsOver(snapshot.Pending));
        };
    }

    private Func<Snapshot, Task<bool>> EveryDayIsReconciled(DayReconciling reconciling, CancellationToken abandon)
    {
        var patience = new Patience(_standstill, time);
        return async _ =>
        {
            var open = await reconciling.CountOpenAsync(abandon);
            return open == 0 || patience.IsOver(open);
        };
    }

    private Func<Snapshot, Task<bool>> EverythingIsSettled()
    {
        var patience = new Patience(_standstill, time);
        return snapshot => Task.FromResult(
            contacts.Traffic is null || snapshot.Unsettled == 0 || patience.IsOver(snapshot.Unsettled));
    }

    private async Task ShowUntilAsync(
        string phase, Action<string, Snapshot> show, Func<Snapshot, Task<bool>> isOver, CancellationToken wake, CancellationToken abandon)
    {
        while (true)
        {
            var snapshot = await observatory.LookAsync(abandon);
            show(phase, snapshot);
            if (await isOver(snapshot))
            {
                return;
            }

            await Task.Delay(Cycle, time, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            abandon.ThrowIfCancellationRequested();
        }
    }
}
