using HzFunctions.Durable.Execution;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Replay;

/// <summary>What the world answers to an orchestrator, and when: the scripts of a harness, as history events.</summary>
internal sealed class ScriptedWorld
{
    private readonly Dictionary<string, Script> _scripts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what an activity or a sub-orchestration answers: from its input and the time to its result, both as JSON.</summary>
    public void Add(string name, TimeSpan duration, Func<string?, TimeSpan, string?> answer) => _scripts[name] = new Script(duration, answer);

    /// <summary>How an activity ends, and after how long.</summary>
    public (TimeSpan After, HistoryEvent Outcome) Run(int id, ScheduleTaskAction activity, TimeSpan at)
    {
        var script = ScriptOf(activity.Name);
        try
        {
            var envelope = EnvelopeOf(script, activity.Input, at);
            var stored = System.Text.Json.JsonSerializer.Serialize(envelope.Write(), EnvelopeJson.Default.String);
            return (script.Duration, Inbound(new HistoryEvent { TaskCompleted = new TaskCompletedEvent { TaskScheduledId = id, Result = stored } }));
        }
        catch (HostFaultException fault)
        {
            var details = new FailureDetails(
                "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
                $"Exception while executing function: Functions.{activity.Name}",
                Inner: new FailureDetails("System.Net.Http.HttpRequestException", fault.Message));
            return (script.Duration, Inbound(new HistoryEvent
            {
                TaskFailed = new TaskFailedEvent { TaskScheduledId = id, FailureDetails = details.ToProtocol() },
            }));
        }
    }

    /// <summary>How a sub-orchestration ends, and after how long.</summary>
    public (TimeSpan After, HistoryEvent Outcome) Run(int id, CreateSubOrchestrationAction part, TimeSpan at)
    {
        var script = ScriptOf(part.Name);
        var outcome = new HistoryEvent();
        try
        {
            outcome.SubOrchestrationInstanceCompleted = new SubOrchestrationInstanceCompletedEvent
            {
                TaskScheduledId = id,
                Result = script.Answer(part.Input, at),
            };
        }
#pragma warning disable CA1031 // Whatever a script throws is the failure that it plays.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            outcome.SubOrchestrationInstanceFailed = new SubOrchestrationInstanceFailedEvent
            {
                TaskScheduledId = id,
                FailureDetails = FailureDetails.From(failure).ToProtocol(),
            };
        }

        return (script.Duration, Inbound(outcome));
    }

    /// <summary>An event that came from elsewhere: it has no id of its own.</summary>
    public static HistoryEvent Inbound(HistoryEvent one)
    {
        one.EventId = -1;
        return one;
    }

    private static ActivityEnvelope EnvelopeOf(Script script, string? input, TimeSpan at)
    {
        try
        {
            return ActivityEnvelope.Of(script.Answer(input, at));
        }
#pragma warning disable CA1031 // Whatever a script throws is the failure that it plays.
        catch (Exception failure) when (failure is not HostFaultException)
#pragma warning restore CA1031
        {
            return ActivityEnvelope.Of(failure);
        }
    }

    private Script ScriptOf(string name) => _scripts.TryGetValue(name, out var script)
        ? script
        : throw new InvalidOperationException($"The harness was not told what '{name}' answers.");

    private sealed record Script(TimeSpan Duration, Func<string?, TimeSpan, string?> Answer);
}
