namespace HzFunctions.Durable.Replay;

/// <summary>Something that the orchestrator asked for.</summary>
/// <param name="At">When, counted from the start of the run.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">The activity, the sub-orchestrator or the event; of a timer, when it fires, counted from the start of the run.</param>
/// <param name="Input">Its input as JSON.</param>
public sealed record ReplayedCall(TimeSpan At, ReplayedCallKind Kind, string Name, string? Input);

/// <summary>What an orchestrator can ask for.</summary>
public enum ReplayedCallKind
{
    /// <summary>A run of an activity.</summary>
    Activity,

    /// <summary>A part that is an orchestration itself.</summary>
    SubOrchestration,

    /// <summary>A timer.</summary>
    Timer,

    /// <summary>An event to another instance.</summary>
    Event,
}
