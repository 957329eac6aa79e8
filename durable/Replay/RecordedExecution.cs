using HzFunctions.Durable.Execution;
using HzFunctions.Durable.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Durable.Replay;

/// <summary>The history of one execution, and what was answered at each of its turns.</summary>
internal sealed record RecordedExecution(string InstanceId)
{
    public List<HistoryEvent> History { get; } = [];

    public List<RecordedTurn> Turns { get; } = [];

    /// <summary>
    /// Runs the code over the history again: from the start for every turn, and event by event for every prefix.
    /// </summary>
    /// <exception cref="ReplayMismatchException">It does not do what it did, or not the same both ways.</exception>
    public void Verify(Func<IOrchestrator> create, DurableJson json)
    {
        foreach (var (turn, number) in Turns.Select((turn, index) => (turn, index + 1)))
        {
            var past = turn.PastEvents;
            var again = Run(create, json, History[..past], History[past..(past + turn.NewEvents)]);
            Demand(turn.Response, again, $"turn {number}, from its whole history");
        }

        VerifyPrefixes(create, json);
    }

    private void VerifyPrefixes(Func<IOrchestrator> create, DurableJson json)
    {
        var stepwise = new OrchestrationExecution(InstanceId, create(), json, NullLoggerFactory.Instance);
        var hasStarted = false;
        for (var length = 1; length <= History.Count; length++)
        {
            stepwise.Process(History[(length - 1)..length], areReplayed: true);
            hasStarted |= History[length - 1].ExecutionStarted is not null;
            if (hasStarted)
            {
                Demand(stepwise.Respond(), Run(create, json, History[..length], []), $"the first {length} events");
            }
        }
    }

    private OrchestratorResponse Run(Func<IOrchestrator> create, DurableJson json, List<HistoryEvent> past, List<HistoryEvent> added)
    {
        var request = new OrchestratorRequest { InstanceId = InstanceId, PastEvents = { past }, NewEvents = { added } };
        return OrchestratorTurn.Run(request, create(), json, NullLoggerFactory.Instance);
    }

    private static void Demand(OrchestratorResponse expected, OrchestratorResponse actual, string where)
    {
        if (!WithoutTraces(expected).Equals(WithoutTraces(actual)))
        {
            throw new ReplayMismatchException($"Not deterministic at {where}:{Environment.NewLine}it did {expected}{Environment.NewLine}and now {actual}");
        }
    }

    // A stack trace tells by which way the code came there, and ways may differ.
    private static OrchestratorResponse WithoutTraces(OrchestratorResponse response)
    {
        var copy = response.Clone();
        foreach (var details in copy.Actions.Select(action => action.CompleteOrchestration?.FailureDetails).OfType<TaskFailureDetails>())
        {
            details.StackTrace = null;
        }

        return copy;
    }
}

/// <summary>One turn: how much of the history was past, how much new, and the answer.</summary>
internal sealed record RecordedTurn(int PastEvents, int NewEvents, OrchestratorResponse Response);
