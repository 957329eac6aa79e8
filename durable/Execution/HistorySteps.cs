using HzFunctions.Durable.Protocol;
using ActionCase = HzFunctions.Durable.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;
using EventCase = HzFunctions.Durable.Protocol.HistoryEvent.EventTypeOneofCase;

namespace HzFunctions.Durable.Execution;

/// <summary>Events that confirm a step of the code, or bring its result. All others mean nothing to an orchestrator.</summary>
internal static class HistorySteps
{
    // The engine puts one in on its own account, where an old history asks for it.
    private const int TimerOfTheEngine = -100;

    /// <summary>A step of the code stands in the history.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code did something else at that step.</exception>
    public static void Confirm(HistoryEvent one, PendingActions pending)
    {
        switch (one.EventTypeCase)
        {
            case EventCase.TaskScheduled:
                pending.Confirm(one.EventId, ActionCase.ScheduleTask, one.TaskScheduled.Name);
                break;
            case EventCase.SubOrchestrationInstanceCreated:
                pending.Confirm(one.EventId, ActionCase.CreateSubOrchestration, one.SubOrchestrationInstanceCreated.Name);
                break;
            case EventCase.EventSent:
                pending.Confirm(one.EventId, ActionCase.SendEvent, one.EventSent.Name);
                break;
            case EventCase.TimerCreated when one.EventId != TimerOfTheEngine:
                pending.Confirm(one.EventId, ActionCase.CreateTimer, name: null);
                break;
        }
    }

    /// <summary>A task of the code has ended.</summary>
    public static void Finish(HistoryEvent one, OpenTasks tasks)
    {
        switch (one.EventTypeCase)
        {
            case EventCase.TaskCompleted:
                tasks.Complete(one.TaskCompleted.TaskScheduledId, one.TaskCompleted.Result);
                break;
            case EventCase.TaskFailed:
                tasks.Fail(one.TaskFailed.TaskScheduledId, one.TaskFailed.FailureDetails);
                break;
            case EventCase.SubOrchestrationInstanceCompleted:
                tasks.Complete(one.SubOrchestrationInstanceCompleted.TaskScheduledId, one.SubOrchestrationInstanceCompleted.Result);
                break;
            case EventCase.SubOrchestrationInstanceFailed:
                tasks.Fail(one.SubOrchestrationInstanceFailed.TaskScheduledId, one.SubOrchestrationInstanceFailed.FailureDetails);
                break;
            case EventCase.TimerFired:
                tasks.Complete(one.TimerFired.TimerId, result: null);
                break;
        }
    }
}
