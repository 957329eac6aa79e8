using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>How a part of a day compares with the city brain's list.</summary>
/// <param name="AskedAt">When the list was asked for: what was forwarded later may not be in it.</param>
internal sealed record PartComparison(DateTimeOffset AskedAt)
{
    /// <summary>An answer that is no list; null: there was none such.</summary>
    public CityBrainAnswer? Unusable { get; init; }

    /// <summary>Why nothing may be sent again: one of <see cref="RefusalReason"/>; null: it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>Our records that the list lacks; the first of them, where there are very many.</summary>
    public IReadOnlyList<DayEntry> Missing { get; init; } = [];

    /// <summary>What the list has beyond ours.</summary>
    public IReadOnlyList<(string? Key, string? Uid)> Others { get; init; } = [];
}
