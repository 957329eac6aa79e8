using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Webhooks;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>The car park's webhook as one actor calls it.</summary>
internal sealed class StepWebhooks(StepWorld world, StepActor actor) : IWebhooks
{
    public Task<ReadOnlyMemory<byte>?> PushAsync(SiteId site, WebhookSetting webhook, byte[] body, CancellationToken cancellationToken) =>
        actor.AwaitAsync(new Step<ReadOnlyMemory<byte>?>(
            actor,
            "push",
            () =>
            {
                world.CarParkHas = true;
                return ReadOnlyMemory<byte>.Empty;
            },
            () => null)
        {
            Deadline = world.Clock.GetUtcNow() + TimeSpan.FromSeconds(6),
        });
}
