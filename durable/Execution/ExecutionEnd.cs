using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Execution;

/// <summary>How an execution ends: once, and as the first of its reasons says.</summary>
internal sealed class ExecutionEnd
{
    private CompleteOrchestrationAction? _completion;
    private (string? Input, bool KeepsEvents)? _continuation;

    /// <summary>Whether it has ended.</summary>
    public bool IsReached => _completion is not null;

    /// <summary>Whether it was ended from outside.</summary>
    public bool IsTermination => _completion?.OrchestrationStatus == OrchestrationStatus.Terminated;

    /// <summary>Whether no further event counts. What came after the code's own end still shows a code that was changed.</summary>
    public bool IsFinal => _completion?.OrchestrationStatus is OrchestrationStatus.Terminated or OrchestrationStatus.Failed;

    /// <summary>Whether events now belong to the next execution.</summary>
    public bool KeepsEvents => _continuation is not null;

    /// <summary>The code wants to begin anew, once it returns.</summary>
    public void ContinueAsNew(string? input, bool keepsEvents) => _continuation = (input, keepsEvents);

    /// <summary>Ended from outside.</summary>
    public void Terminate(PendingActions pending, string? reason) =>
        Reach(pending, new CompleteOrchestrationAction { OrchestrationStatus = OrchestrationStatus.Terminated, Result = reason });

    /// <summary>Ended by a fault.</summary>
    public void Fail(PendingActions pending, Exception failure) => Reach(pending, FailedBy(failure));

    /// <summary>The code is not the one that made the history: nothing that it wants counts, not even its own end.</summary>
    public void Reject(PendingActions pending, NonDeterministicOrchestrationException mismatch)
    {
        pending.Clear();
        _completion = null;
        Fail(pending, mismatch);
    }

    /// <summary>Ended as the code did.</summary>
    public void Follow(PendingActions pending, Task<string?> function)
    {
        if (!function.IsCompletedSuccessfully)
        {
            Fail(pending, function.Exception?.InnerException ?? new TaskCanceledException(function));
        }
        else if (_continuation is { } next)
        {
            Reach(pending, new CompleteOrchestrationAction { OrchestrationStatus = OrchestrationStatus.ContinuedAsNew, Result = next.Input });
        }
        else
        {
            Reach(pending, new CompleteOrchestrationAction { OrchestrationStatus = OrchestrationStatus.Completed, Result = function.Result });
        }
    }

    /// <summary>Hands the events that nobody consumed on to the next execution.</summary>
    public void AddCarryover(OrchestratorResponse response, ExternalEvents events)
    {
        if (_completion?.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew && _continuation is { KeepsEvents: true })
        {
            response.Actions.Single(action => action.CompleteOrchestration is not null).CompleteOrchestration.CarryoverEvents.Add(events.Unconsumed);
        }
    }

    private static CompleteOrchestrationAction FailedBy(Exception failure) => new()
    {
        OrchestrationStatus = OrchestrationStatus.Failed,
        Result = failure.Message,
        FailureDetails = FailureDetails.From(failure).ToProtocol(failure.StackTrace),
    };

    private void Reach(PendingActions pending, CompleteOrchestrationAction completion)
    {
        if (_completion is null)
        {
            _completion = completion;
            pending.Add(new OrchestratorAction { CompleteOrchestration = completion });
        }
    }
}
