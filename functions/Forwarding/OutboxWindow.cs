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

    /// <summary>True when anything waits at all.</summary>
    public static async Task<bool> AnythingWaitsAsync(ITable table, SiteId site, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.OutboxPrefix);
        return await table.ReadAsync(range, 1, ["RowKey"], cancellationToken).ConfigureAwait(false) is [_];
    }
}
