using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>Finds records of the journal by what they are about.</summary>
internal sealed class StayRecords(ITable table, EventJournal journal)
{
    private const string Invoice = "uploadInvoiceInfo";

    /// <summary>The records of a stay: arrival, departure, photos, payments.</summary>
    public Task<IReadOnlyList<JournalRow>> OfUidAsync(SiteId site, string uid, CancellationToken cancellationToken) =>
        IndexedAsync(site, Rows.UidPrefix(uid), cancellationToken);

    /// <summary>The arrivals and departures of a plate of one colour.</summary>
    public Task<IReadOnlyList<JournalRow>> PassagesOfAsync(SiteId site, Vehicle vehicle, CancellationToken cancellationToken) =>
        IndexedAsync(site, Rows.VehiclePrefix(vehicle), cancellationToken);

    /// <summary>The other records that name a plate.</summary>
    public Task<IReadOnlyList<JournalRow>> NamingAsync(SiteId site, string plateHash, CancellationToken cancellationToken) =>
        IndexedAsync(site, Rows.PlatePrefix(plateHash), cancellationToken);

    /// <summary>The invoices of a bill: their key begins with its number.</summary>
    public async Task<IReadOnlyList<JournalRow>> InvoicesOfAsync(SiteId site, string billId, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.Event(Invoice, RowKeyText.Escape(billId) + RowKeyText.Separator));
        return await table.ReadAllAsync(range, columns: null, cancellationToken).Select(row => new JournalRow(row)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a record was before, the oldest first.</summary>
    public async Task<IReadOnlyList<JournalRow>> PastOfAsync(SiteId site, JournalRow record, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.PastPrefix(record.Kind, record.Key));
        return await table.ReadAllAsync(range, columns: null, cancellationToken)
            .Select(row => JournalRow.ReadPast(row, record.Kind, record.Key)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<JournalRow>> IndexedAsync(SiteId site, string prefix, CancellationToken cancellationToken)
    {
        var records = new List<JournalRow>();
        await foreach (var index in table.ReadAllAsync(RowRange.StartingWith(site.Value, prefix), ["RowKey"], cancellationToken).ConfigureAwait(false))
        {
            var (kind, key) = Rows.KindAndKey(index.RowKey);
            if (await journal.FindAsync(site, kind, key, cancellationToken).ConfigureAwait(false) is { } record)
            {
                records.Add(record);
            }
        }

        return records;
    }
}
