using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>The queue as one actor uses it: every operation waits for the world.</summary>
internal sealed class StepQueue(StepActor actor, InMemoryDownlinkQueue queue) : IDownlinkQueue
{
    public Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken) => StepAsync("send", () =>
    {
        queue.SendAsync(text, delay, default).GetAwaiter().GetResult();
        return true;
    });

    private Task<T> StepAsync<T>(string name, Func<T> perform) =>
        actor.AwaitAsync(new Step<T>(actor, name, perform, () => throw new IOException("The queue failed, as the schedule says.")));
}
