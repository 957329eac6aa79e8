using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>The city brain as one actor calls it: it hears when the world lets it, within the call's time limit.</summary>
internal sealed class StepCalls(StepWorld world, StepActor actor) : IDirectCalls
{
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(4);

    public Task<CityBrainAnswer> CallAsync(
        string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        var success = new HeardCall(accessId, definition.Name, payload).Success;
        return actor.AwaitAsync(new Step<CityBrainAnswer>(
            actor,
            $"say {success}",
            () =>
            {
                world.Hear(success);
                return ScriptedUplink.Accepted;
            },
            () => ScriptedUplink.Silence)
        {
            Deadline = world.Clock.GetUtcNow() + TimeLimit,
        });
    }
}
