using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Replay;

/// <summary>What an orchestrator did in a run of the harness.</summary>
public sealed class ReplayRun
{
    private readonly DurableJson _json;

    internal ReplayRun(DurableJson json) => _json = json;

    /// <summary>How it stands: ended in some way, or still running with nothing left that would wake it.</summary>
    public OrchestrationRuntimeStatus Status { get; internal set; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>When the last thing happened, counted from the start of the run.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>How many turns it took, over all executions.</summary>
    public int Turns { get; internal set; }

    /// <summary>Its result as JSON, or of a failed one the reason.</summary>
    public string? SerializedOutput { get; internal set; }

    /// <summary>What it last said of itself, as JSON.</summary>
    public string? SerializedCustomStatus { get; internal set; }

    /// <summary>All that it asked for, in order.</summary>
    public IReadOnlyList<ReplayedCall> Calls => CallList;

    internal List<ReplayedCall> CallList { get; } = [];

    internal List<RecordedExecution> Executions { get; } = [];

    /// <summary>Its result.</summary>
    public T? ReadOutputAs<T>() => _json.Read<T>(SerializedOutput);

    /// <summary>What it last said of itself.</summary>
    public T? ReadCustomStatusAs<T>() => _json.Read<T>(SerializedCustomStatus);

    /// <summary>When an activity was called, counted from the start of the run.</summary>
    public IReadOnlyList<TimeSpan> TimesOf(string activity) =>
        [.. Calls.Where(call => call.Kind == ReplayedCallKind.Activity && call.Name == activity).Select(call => call.At)];

    internal void Finish(CompleteOrchestrationAction end)
    {
        Status = (OrchestrationRuntimeStatus)end.OrchestrationStatus;
        SerializedOutput = end.Result;
    }
}
