using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Run;

/// <summary>What happens to the vault while cars come: it throttles for a while, and its keys are exchanged.</summary>
internal sealed class VaultCourse(
    RunOptions options, LocalVault vault, VaultReferences references, Action tellCityBrain, Action<string> say, TimeProvider time)
{
    // Somebody takes the new public key to the city brain.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    public Task RunAsync(CancellationToken trafficEnds) => Task.WhenAll(ThrottleAsync(trafficEnds), RotateAsync(trafficEnds));

    private async Task ThrottleAsync(CancellationToken trafficEnds)
    {
        if (options.Throttle is { } throttle && await WaitedAsync(throttle.After, trafficEnds))
        {
            await vault.ThrottleAsync(throttle.Length, CancellationToken.None);
            say($"The vault answers 429 for {throttle.Length.TotalSeconds:0} s.");
        }
    }

    private async Task RotateAsync(CancellationToken trafficEnds)
    {
        if (options.RotateAfter is not { } after || !await WaitedAsync(after, trafficEnds))
        {
            return;
        }

        await references.RotateAsync(CancellationToken.None);
        await Task.Delay(OnTheWay, time, CancellationToken.None);
        tellCityBrain();
        say("The keys were rotated in the vault, and 2 s later the city brain takes the new ones alone.");
    }

    private async Task<bool> WaitedAsync(TimeSpan wait, CancellationToken trafficEnds)
    {
        await Task.Delay(wait, time, trafficEnds).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !trafficEnds.IsCancellationRequested;
    }
}
