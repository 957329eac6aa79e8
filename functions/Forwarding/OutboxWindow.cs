using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>The part of a site's outbox that is next: arrivals, then the rest, oldest first.</summary>
internal static class OutboxWindow
{
    /// <summary>How many rows are read at once: one page of the service.</summary>
    public const int Size = 1000;

    public static async Task<IReadOnlyList<OutboxRow>> ReadAsync(ITable table, SiteId site, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.OutboxPrefix);
        var rows = await table.ReadAsync(range, Size, columns: null, cancellationToken).ConfigureAwait(false);
        return rows.Select(OutboxRow.Read).ToList();
    }

    /// <summary>Since when the oldest record waits; null when none does.</summary>
    public static async Task<DateTimeOffset?> OldestWaitsSinceAsync(ITable table, SiteId site, CancellationToken cancellationToken)
    {
        var first = await FirstAsync(table, RowRange.StartingWith(site.Value, Rows.OutboxPrefix), cancellationToken).ConfigureAwait(false);
        if (first is null || !first.StartsWith(SequenceSource.Arrivals, StringComparison.Ordinal))
        {
            return first is null ? null : OutboxRow.TimeOf(first);
        }

        // Arrivals go first, and something else may be older.
        var others = RowRange.StartingWith(site.Value, Rows.OutboxPrefix + SequenceSource.Others);
        var other = await FirstAsync(table, others, cancellationToken).ConfigureAwait(false);
        return other is not null && OutboxRow.TimeOf(other) < OutboxRow.TimeOf(first) ? OutboxRow.TimeOf(other) : OutboxRow.TimeOf(first);
    }

    private static async Task<string?> FirstAsync(ITable table, RowRange range, CancellationToken cancellationToken) =>
        await table.ReadAsync(range, 1, ["RowKey"], cancellationToken).ConfigureAwait(false) is [var row] ? row.RowKey[Rows.OutboxPrefix.Length..] : null;
}
