using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The city brain as one actor calls it: every call waits for the world, for at most its time limit.</summary>
internal sealed class SteppedUplink(World world, Actor actor) : ISiteUplink
{
    private static readonly Outcome[] Always = [Outcome.Done];
    private static readonly Outcome[] All = [Outcome.Done, Outcome.AnswerLost, Outcome.Failed, Outcome.RecordError, Outcome.Refused];

    public Task<CityBrainAnswer> SendAsync(
        SiteId site, string kind, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var call = world.CallBegins(actor, kind, payload, timeLimit);
        return actor.AwaitAsync(new PendingOperation<CityBrainAnswer>(
            actor, "call", $"{call.Row.Kind} {call.Row.Key}", world.CityBrainFails ? All : Always, outcome => Answer(call, outcome))
        {
            Deadline = world.Clock.Now + timeLimit,
        });
    }

    private CityBrainAnswer Answer(CityBrainCall call, Outcome outcome)
    {
        world.CityBrain.End(call, accepted: outcome is Outcome.Done or Outcome.AnswerLost);
        return outcome switch
        {
            Outcome.Done => ScriptedUplink.Accepted,
            Outcome.RecordError => ScriptedUplink.RecordError,
            Outcome.Refused => ScriptedUplink.Refused(),
            _ => ScriptedUplink.Silence,
        };
    }
}
