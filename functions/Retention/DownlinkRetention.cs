using Azure.Data.Tables;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>Removes old bills, found by their days, and old messages, which have no index by day: once a month all of them are looked at.</summary>
internal sealed class DownlinkRetention(DownlinkStore store, DownlinkFields fields, OldRows rows)
{
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
            return await store.Table.RemoveAsync(index, [], cancellationToken).ConfigureAwait(false);
        }

        var bill = new BillRow(site, row);
        if (bill.IsDriven || row.Timestamp >= before)
        {
            return false;
        }

        await store.Table.RemoveAllAsync(RowRange.StartingWith(site.Value, BillRows.HistoryPrefix(billId)), cancellationToken).ConfigureAwait(false);
        var companions = BillStore.IndexesOf(bill).Append(index.RowKey);
        return await store.Table.RemoveAsync(row, bill.Reviews.Count > 0 ? companions.Append(BillRows.Review(billId)) : companions, cancellationToken).ConfigureAwait(false);
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
            companions.AddRange(Indexes(message));
            companions.AddRange(message.InboxRow is { } inbox ? [inbox] : []);
            companions.AddRange(message.IsOpen ? [DownlinkRows.Open(key)] : []);
        }

        return await store.Table.RemoveAsync(row, companions, cancellationToken).ConfigureAwait(false);
    }

    // A later table of the standard may not allow what an earlier one did.
    private IEnumerable<string> Indexes(DownlinkRow message)
    {
        try
        {
            return [.. DownlinkRows.Indexes(message.Key, fields.Of(message))];
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
