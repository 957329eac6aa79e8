using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Execution;

/// <summary>One turn: from the history that the host sends to the actions that it gets back.</summary>
internal static class OrchestratorTurn
{
    private const string HistoryIncluded = "IncludeState";

    public static OrchestratorResponse Run(OrchestratorRequest request, IOrchestrator orchestrator, DurableJson json, ILoggerFactory loggers)
    {
        if (LacksHistory(request))
        {
            return new OrchestratorResponse { InstanceId = request.InstanceId, RequiresHistory = true };
        }

        var execution = new OrchestrationExecution(request.InstanceId, orchestrator, json, loggers);
        execution.Process(request.PastEvents, areReplayed: true);
        execution.Process(request.NewEvents, areReplayed: false);
        return execution.Respond();
    }

    /// <summary>
    /// The answer to a fault of this process, not of the orchestration: the host gives the turn up and tries it again. It does so for an
    /// exhausted memory within the failure's cause; every other failure would be the instance's end.
    /// </summary>
    public static OrchestratorResponse TryAgain(string instanceId, Exception fault)
    {
        var details = new FailureDetails(
            nameof(OrchestratorTurn), fault.Message, Inner: new FailureDetails(typeof(OutOfMemoryException).FullName!, "Not the orchestration's fault."));
        return new OrchestratorResponse
        {
            InstanceId = instanceId,
            Actions =
            {
                new OrchestratorAction
                {
                    CompleteOrchestration = new CompleteOrchestrationAction
                    {
                        OrchestrationStatus = OrchestrationStatus.Failed,
                        FailureDetails = details.ToProtocol(),
                    },
                },
            },
        };
    }

    // A host that believes this process to remember the instance sends only what is new.
    private static bool LacksHistory(OrchestratorRequest request) =>
        request.PastEvents.Count == 0
        && request.Properties.TryGetValue(HistoryIncluded, out var included) && included is { HasBoolValue: true, BoolValue: false }
        && request.NewEvents.All(one => one.ExecutionStarted is null);
}
