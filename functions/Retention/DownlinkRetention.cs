using Azure.Data.Tables;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>Removes old bills, found by their days, and old messages, which have no index by day: once a month all of them are looked at.</summary>
internal sealed class DownlinkRetention(DownlinkStore store, DownlinkFields fields, OldRows rows)
{
    private const int MostAtOnce = 100;

    private static readonly string[] MessagePrefixes = ["M|", "P|", "S|"];

    /// <summary>Goes on with a car park.</summary>
    public async Task<int> RemoveAsync(SiteId site, DateOnly oldest, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var limit = BusinessDays.Text(oldest);
        var bills = RowRange.StartingWith(site.Value, BillRows.DayPrefix) with { To = BillRows.DayPrefix + limit };
        var removed = await rows.RemoveAsync(
            store.Table, bills, "bills", limit, row => RemoveBillAsync(site, row, before, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var prefix in MessagePrefixes)
        {
            removed += await rows.RemoveAsync(
                store.Table,
                RowRange.StartingWith(site.Value, prefix),
                $"messages {prefix[0]}",
                limit[..6],
                row => RemoveMessageAsync(site, row, before, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    // One that is still driven, or was settled only lately, stays with all its days.
    private async Task<bool> RemoveBillAsync(SiteId site, TableEntity index, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var billId = index.GetString(BillRow.Columns.BillId);
        var row = (await store.Table.GetAsync(site.Value, BillRows.Bill(billId), cancellationToken).ConfigureAwait(false)).Row;
        if (row is null)
        {
            return await OldRows.DeleteAsync(store.Table, index, [], cancellationToken).ConfigureAwait(false);
        }

        var bill = new BillRow(site, row);
        if (bill.IsDriven || row.Timestamp >= before)
        {
            return false;
        }

        await RemoveHistoryAsync(site, billId, cancellationToken).ConfigureAwait(false);
        var companions = BillStore.IndexesOf(bill).Append(index.RowKey);
        return await OldRows.DeleteAsync(
            store.Table, row, bill.Reviews.Count > 0 ? companions.Append(BillRows.Review(billId)) : companions, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveHistoryAsync(SiteId site, string billId, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, BillRows.HistoryPrefix(billId));
        while (await store.Table.ReadAsync(range, MostAtOnce, ["RowKey"], cancellationToken).ConfigureAwait(false) is { Count: > 0 } lines)
        {
            await store.Table.WriteAsync(
                lines.Select(line => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(site.Value, line.RowKey) { ETag = Azure.ETag.All }, Azure.ETag.All)).ToList(),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> RemoveMessageAsync(SiteId site, TableEntity row, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (row.Timestamp >= before)
        {
            return false;
        }

        List<string> companions = [];
        if (DownlinkRows.KeyOf(site, row.RowKey) is { } key)
        {
            var message = new DownlinkRow(key, row);
            companions.AddRange(DownlinkRows.Indexes(key, fields.Of(message)));
            companions.AddRange(message.InboxRow is { } inbox ? [inbox] : []);
            companions.AddRange(message.IsOpen ? [DownlinkRows.Open(key)] : []);
        }

        return await OldRows.DeleteAsync(store.Table, row, companions, cancellationToken).ConfigureAwait(false);
    }
}
