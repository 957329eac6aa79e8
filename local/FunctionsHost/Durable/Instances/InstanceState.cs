using HzFunctions.Durable.Protocol;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>What an instance has come to: the row that commits a turn. Instants are UTC.</summary>
internal sealed record InstanceState
{
    public required string Id { get; init; }

    /// <summary>Which of the instances that had this id, one after the other.</summary>
    public required string Incarnation { get; init; }

    /// <summary>The orchestrator.</summary>
    public required string Name { get; init; }

    public string? Version { get; init; }

    /// <summary>The execution that runs; a continue-as-new begins another.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The executions before this one, counted.</summary>
    public int Generation { get; init; }

    /// <summary>The turns that were committed. What a greater number wrote never happened.</summary>
    public int Turn { get; init; }

    /// <summary>Messages up to this number are dealt with.</summary>
    public long ConsumedThrough { get; init; }

    public OrchestrationStatus Status { get; init; } = OrchestrationStatus.Pending;

    public string? CustomStatus { get; init; }

    /// <summary>When the execution that runs began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Not before this instant does it start.</summary>
    public DateTimeOffset? ScheduledStartAt { get; init; }

    /// <summary>The instance that waits for this one.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Whether the last turn's messages and left-over activities may still have to go out.</summary>
    public bool HasOutgoing { get; init; }

    /// <summary>Accepted and never worked on, as the real engine does with some ids and versions.</summary>
    public bool IsStuck { get; init; }

    /// <summary>Whether it has come to an end.</summary>
    public bool IsFinished => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Canceled or OrchestrationStatus.Terminated;
}
