namespace HzFunctions.Durable.Client;

/// <summary>Which instances are asked for; all conditions must hold.</summary>
public sealed record OrchestrationQuery
{
    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at this time or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>In one of these states; empty: in any.</summary>
    public IReadOnlyList<OrchestrationRuntimeStatus> Statuses { get; init; } = [];

    /// <summary>With an id that begins so.</summary>
    public string? InstanceIdPrefix { get; init; }

    /// <summary>How many the host gives in one answer.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Whether inputs, results and custom statuses come with them.</summary>
    public bool FetchInputsAndOutputs { get; init; }
}
