using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;

namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>An instance as the gRPC service shows it. Failure details it never shows, nor does the real one.</summary>
internal static class OrchestrationStates
{
    /// <summary>With input, output and custom status only where their reader asked for them.</summary>
    public static OrchestrationState Of(InstanceState state, InstanceDetail? detail) => new()
    {
        InstanceId = state.Id,
        Name = state.Name,
        Version = state.Version,
        OrchestrationStatus = state.Status,
        CreatedTimestamp = Timestamp.FromDateTimeOffset(state.CreatedAt),
        LastUpdatedTimestamp = Timestamp.FromDateTimeOffset(state.UpdatedAt),
        CompletedTimestamp = state.CompletedAt is { } completed ? Timestamp.FromDateTimeOffset(completed) : null,
        ScheduledStartTimestamp = state.ScheduledStartAt is { } start ? Timestamp.FromDateTimeOffset(start) : null,
        Input = detail?.Input,
        Output = detail?.Output,
        CustomStatus = detail is null ? null : state.CustomStatus,
    };
}
