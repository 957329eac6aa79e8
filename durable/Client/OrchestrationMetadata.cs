using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Client;

/// <summary>What the host knows of an instance. Texts are JSON, as the orchestrator wrote them.</summary>
public sealed class OrchestrationMetadata
{
    private readonly DurableJson _json;

    internal OrchestrationMetadata(OrchestrationState state, DurableJson json)
    {
        _json = json;
        InstanceId = state.InstanceId;
        Name = state.Name;
        RuntimeStatus = (OrchestrationRuntimeStatus)state.OrchestrationStatus;
        CreatedAt = state.CreatedTimestamp?.ToDateTimeOffset() ?? default;
        LastUpdatedAt = state.LastUpdatedTimestamp?.ToDateTimeOffset() ?? default;
        SerializedInput = state.Input;
        SerializedOutput = state.Output;
        SerializedCustomStatus = state.CustomStatus;
    }

    /// <summary>Its id.</summary>
    public string InstanceId { get; }

    /// <summary>Its orchestrator.</summary>
    public string Name { get; }

    /// <summary>What it is doing.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; }

    /// <summary>When it was started, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it last did something, in UTC.</summary>
    public DateTimeOffset LastUpdatedAt { get; }

    /// <summary>Its input; null unless asked for.</summary>
    public string? SerializedInput { get; }

    /// <summary>Its result, or of a failed one the reason as plain text; null unless asked for.</summary>
    public string? SerializedOutput { get; }

    /// <summary>What it last said of itself; null unless asked for.</summary>
    public string? SerializedCustomStatus { get; }

    /// <summary>Whether it is over, in whatever way.</summary>
    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled;

    /// <summary>Its input as a value.</summary>
    public T? ReadInputAs<T>() => _json.Read<T>(SerializedInput);

    /// <summary>Its result as a value.</summary>
    public T? ReadOutputAs<T>() => _json.Read<T>(SerializedOutput);

    /// <summary>What it last said of itself, as a value.</summary>
    public T? ReadCustomStatusAs<T>() => _json.Read<T>(SerializedCustomStatus);
}
