using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;

namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>Which instances are meant. No statuses are all of them; both instants are included.</summary>
internal sealed record InstanceFilter(
    IReadOnlyCollection<OrchestrationStatus> Statuses, DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, string? IdPrefix = null)
{
    public bool Takes(InstanceState state) =>
        (Statuses.Count == 0 || Statuses.Contains(state.Status))
        && (CreatedFrom is not { } from || state.CreatedAt >= from)
        && (CreatedTo is not { } to || state.CreatedAt <= to)
        && state.Id.StartsWith(IdPrefix ?? "", StringComparison.Ordinal);
}
