using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>What the committed turns of one execution add up to.</summary>
internal sealed class Execution
{
    private readonly List<HistoryEvent> _history = [];
    private readonly Dictionary<int, StoredActivity> _openActivities = [];
    private readonly Dictionary<int, Timestamp> _openTimers = [];
    private readonly HashSet<int> _openChildren = [];
    private readonly HashSet<string> _origins = new(StringComparer.Ordinal);

    public IReadOnlyList<HistoryEvent> History => _history;

    /// <summary>Activities that no result has come from, by task id.</summary>
    public IReadOnlyDictionary<int, StoredActivity> OpenActivities => _openActivities;

    /// <summary>Timers that have not fired, by timer id.</summary>
    public IReadOnlyDictionary<int, Timestamp> OpenTimers => _openTimers;

    /// <summary>How it began; null before the first turn.</summary>
    public ExecutionStartedEvent? Start { get; private set; }

    /// <summary>The output that a turn set last.</summary>
    public string? Output { get; private set; }

    public bool IsSuspended { get; private set; }

    public void Add(StoredTurn turn)
    {
        foreach (var happened in turn.Events)
        {
            _history.Add(happened);
            Note(happened);
        }

        foreach (var activity in turn.Activities)
        {
            if (!HasResult(turn, activity.TaskId))
            {
                _openActivities[activity.TaskId] = activity;
            }
        }

        Output = turn.Output ?? Output;
        _origins.UnionWith(turn.Origins);
    }

    /// <summary>
    /// The messages that mean something to this execution, each once: what was meant for an earlier one, answers to nothing
    /// that is open, or came before, is dropped.
    /// </summary>
    public List<StoredMessage> Accept(IEnumerable<StoredMessage> messages, string executionId)
    {
        var seen = new HashSet<object>();
        return [.. messages.Where(message => IsExpected(message, executionId) && seen.Add(IdentityOf(message)))];
    }

    private static bool HasResult(StoredTurn turn, int taskId) =>
        turn.Events.Any(happened => happened.TaskCompleted?.TaskScheduledId == taskId || happened.TaskFailed?.TaskScheduledId == taskId);

    private bool IsExpected(StoredMessage message, string executionId)
    {
        if ((message.ExecutionId is { } meant && meant != executionId) || (message.Origin is { } origin && _origins.Contains(origin)))
        {
            return false;
        }

        var happened = message.Event;
        return happened.EventTypeCase switch
        {
            HistoryEvent.EventTypeOneofCase.ExecutionStarted => Start is null,
            HistoryEvent.EventTypeOneofCase.TaskCompleted => _openActivities.ContainsKey(happened.TaskCompleted.TaskScheduledId),
            HistoryEvent.EventTypeOneofCase.TaskFailed => _openActivities.ContainsKey(happened.TaskFailed.TaskScheduledId),
            HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted => _openChildren.Contains(happened.SubOrchestrationInstanceCompleted.TaskScheduledId),
            HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed => _openChildren.Contains(happened.SubOrchestrationInstanceFailed.TaskScheduledId),
            HistoryEvent.EventTypeOneofCase.TimerFired => _openTimers.ContainsKey(happened.TimerFired.TimerId),

            // The real engine loses a terminate that comes before the first turn is stored.
            HistoryEvent.EventTypeOneofCase.ExecutionTerminated => Start is not null,
            _ => true,
        };
    }

    private static object IdentityOf(StoredMessage message) => message.Event switch
    {
        { TaskCompleted: { } completed } => completed.TaskScheduledId,
        { TaskFailed: { } failed } => failed.TaskScheduledId,
        { SubOrchestrationInstanceCompleted: { } completed } => completed.TaskScheduledId,
        { SubOrchestrationInstanceFailed: { } failed } => failed.TaskScheduledId,
        { TimerFired: { } fired } => fired.TimerId,
        _ => message.Origin ?? new object(),
    };

    private void Note(HistoryEvent happened)
    {
        switch (happened.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.ExecutionStarted:
                Start = happened.ExecutionStarted;
                break;
            case HistoryEvent.EventTypeOneofCase.TaskCompleted:
                _openActivities.Remove(happened.TaskCompleted.TaskScheduledId);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskFailed:
                _openActivities.Remove(happened.TaskFailed.TaskScheduledId);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated:
                _openChildren.Add(happened.EventId);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted:
                _openChildren.Remove(happened.SubOrchestrationInstanceCompleted.TaskScheduledId);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed:
                _openChildren.Remove(happened.SubOrchestrationInstanceFailed.TaskScheduledId);
                break;
            case HistoryEvent.EventTypeOneofCase.TimerCreated:
                _openTimers[happened.EventId] = happened.TimerCreated.FireAt;
                break;
            case HistoryEvent.EventTypeOneofCase.TimerFired:
                _openTimers.Remove(happened.TimerFired.TimerId);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionSuspended:
                IsSuspended = true;
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionResumed:
                IsSuspended = false;
                break;
        }
    }
}
