using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Turns;

/// <summary>How an instance that was started by another tells it of its end.</summary>
internal static class ParentNotice
{
    /// <summary>The message; null where there is no parent.</summary>
    public static OutgoingMessage? Of(ParentInstanceInfo? parent, CompleteOrchestrationAction completion, DateTimeOffset now)
    {
        if (parent is null)
        {
            return null;
        }

        var happened = HistoryEvents.Inbound(now);
        if (completion.OrchestrationStatus == OrchestrationStatus.Completed)
        {
            happened.SubOrchestrationInstanceCompleted = new SubOrchestrationInstanceCompletedEvent
            {
                TaskScheduledId = parent.TaskScheduledId,
                Result = completion.Result,
            };
        }
        else
        {
            happened.SubOrchestrationInstanceFailed = new SubOrchestrationInstanceFailedEvent
            {
                TaskScheduledId = parent.TaskScheduledId,
                FailureDetails = completion.FailureDetails,
            };
        }

        return new OutgoingMessage
        {
            InstanceId = parent.OrchestrationInstance.InstanceId,
            Message = new StoredMessage { Event = happened, ExecutionId = parent.OrchestrationInstance.ExecutionId },
        };
    }
}
