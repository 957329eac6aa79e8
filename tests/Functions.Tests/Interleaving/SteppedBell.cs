using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The bell as one actor rings it: every ring waits for the world.</summary>
internal sealed class SteppedBell(World world, Actor actor) : IBell
{
    private static readonly Outcome[] Always = [Outcome.Done];
    private static readonly Outcome[] Faults = [Outcome.Done, Outcome.Failed];

    public Task RingAsync(SiteId site, TimeSpan delay, CancellationToken cancellationToken) =>
        actor.AwaitAsync(new PendingOperation<bool>(actor, "ring", site.Value, world.StorageFails ? Faults : Always, outcome =>
        {
            world.FailWhere(outcome == Outcome.Failed);
            world.Queue.Add(delay);
            return true;
        }));
}
