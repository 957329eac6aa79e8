using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>What waits of one uid (or one record that has no uid).</summary>
/// <param name="Uid">The uid, or null.</param>
/// <param name="Arrival">The arrival, which goes before everything else; null when it is not among what was read.</param>
/// <param name="Rest">Everything but arrival and photos, in order.</param>
/// <param name="Photos">The photos, in order.</param>
internal sealed record UidLane(string? Uid, OutboxRow? Arrival, IReadOnlyList<OutboxRow> Rest, IReadOnlyList<OutboxRow> Photos)
{
    public bool IsEmpty => Arrival is null && Rest.Count == 0 && Photos.Count == 0;
}
