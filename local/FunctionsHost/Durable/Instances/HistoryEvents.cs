using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>Makes events of a history.</summary>
internal static class HistoryEvents
{
    // What comes from elsewhere, or from the engine itself, is no echo of an action and has no action's id.
    private const int NoActionId = -1;

    public static HistoryEvent Inbound(DateTimeOffset now) => Echo(NoActionId, now);

    public static HistoryEvent Echo(int actionId, DateTimeOffset now) => new() { EventId = actionId, Timestamp = Timestamp.FromDateTimeOffset(now) };

    public static HistoryEvent TurnStarted(DateTimeOffset now)
    {
        var made = Inbound(now);
        made.OrchestratorStarted = new OrchestratorStartedEvent();
        return made;
    }

    public static HistoryEvent TurnCompleted(DateTimeOffset now)
    {
        var made = Inbound(now);
        made.OrchestratorCompleted = new OrchestratorCompletedEvent();
        return made;
    }

    public static HistoryEvent Started(DateTimeOffset now, ExecutionStartedEvent started)
    {
        var made = Inbound(now);
        made.ExecutionStarted = started;
        return made;
    }

    public static HistoryEvent Raised(DateTimeOffset now, string name, string? input)
    {
        var made = Inbound(now);
        made.EventRaised = new EventRaisedEvent { Name = name, Input = input };
        return made;
    }

    public static HistoryEvent Fired(DateTimeOffset now, int timerId, Timestamp fireAt)
    {
        var made = Inbound(now);
        made.TimerFired = new TimerFiredEvent { TimerId = timerId, FireAt = fireAt };
        return made;
    }
}
