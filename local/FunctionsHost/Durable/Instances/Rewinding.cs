using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>
/// What a failed instance is taken back to: activities and sub-orchestrations that failed were never asked for, so that the
/// orchestrator asks again, and the end never came.
/// </summary>
internal sealed class Rewinding
{
    private readonly DateTimeOffset _now;

    public Rewinding(InstanceState failed, IReadOnlyList<HistoryEvent> history, DateTimeOffset now)
    {
        _now = now;
        var again = history.Select(FailedTask).OfType<int>().ToHashSet();
        Past.Events.AddRange(history.Where(happened => !IsUndone(happened, again)));
        State = failed with
        {
            Status = OrchestrationStatus.Running,
            Generation = failed.Generation + 1,
            Turn = failed.Turn + 1,
            CompletedAt = null,
            UpdatedAt = now,
            HasOutgoing = false,
        };
    }

    public InstanceState State { get; }

    public StoredTurn Past { get; } = new();

    /// <summary>The message that sets it going.</summary>
    public StoredMessage Message(string? reason)
    {
        var happened = HistoryEvents.Inbound(_now);
        happened.GenericEvent = new GenericEvent { Data = $"Rewind: {reason}" };
        return new StoredMessage { Event = happened };
    }

    private static int? FailedTask(HistoryEvent happened) =>
        happened.TaskFailed?.TaskScheduledId ?? happened.SubOrchestrationInstanceFailed?.TaskScheduledId;

    private static bool IsUndone(HistoryEvent happened, HashSet<int> again) =>
        happened.ExecutionCompleted is not null
        || FailedTask(happened) is not null
        || ((happened.TaskScheduled is not null || happened.SubOrchestrationInstanceCreated is not null) && again.Contains(happened.EventId));
}
