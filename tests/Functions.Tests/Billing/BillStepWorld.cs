using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Tests.Downlink.Steps;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>The world of actors that meet over a bill.</summary>
internal sealed class BillStepWorld : StepWorld
{
    private int _underWay;

    public BillStepWorld()
        : base(hasWebhook: false) => City = new BillCity(Clock);

    public BillCity City { get; }

    /// <summary>Does something by itself, each step at once.</summary>
    public void Do(Func<Downlink.DownlinkParts, Task> work)
    {
        var actor = Begin("before", work);
        while (actor.Steps.Count > 0)
        {
            actor.End(actor.Steps[0], Ending.Done);
        }
    }

    /// <summary>Begins something, which then awaits its first step.</summary>
    public StepActor Begin(string name, Func<Downlink.DownlinkParts, Task> work)
    {
        var actor = new StepActor(this, name);
        actor.Begin(work, () => Break($"{name} failed"));
        return actor;
    }

    protected override IDirectCalls CallsOf(StepActor actor) => new Calls(this, actor);

    private sealed class Calls(BillStepWorld world, StepActor actor) : IDirectCalls
    {
        public TimeSpan TimeLimit => world.City.TimeLimit;

        public async Task<CityBrainAnswer> CallAsync(string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
        {
            world.Break(++world._underWay > 1 ? "two call the city brain at the same time" : null);
            var answer = await actor.AwaitAsync(new Step<CityBrainAnswer>(
                actor,
                $"call {definition.Name}",
                () => world.City.CallAsync(accessId, definition, payload, default).Result,
                () => ScriptedUplink.Silence));
            world._underWay--;
            return answer;
        }
    }
}
