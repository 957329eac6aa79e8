using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// The rows of bills. A bill's places in the list of open ones and in the review list, and its history, change only in the same transaction as
/// its row, under its ETag: so each agrees with it at every moment, whatever dies and whenever.
/// </summary>
internal sealed class BillStore(DownlinkStore downlinks, SequenceSource sequences)
{
    private const string SequenceKind = "bill";

    // 30 days of a question and a report each hour, and some more.
    private const int MostEvents = 2000;

    private readonly ITable _table = downlinks.Table;

    /// <summary>A bill and the storage service's clock; the bill is null when there is none.</summary>
    public async Task<(BillRow? Bill, DateTimeOffset ServerTime)> FindAsync(SiteId site, string billId, CancellationToken cancellationToken)
    {
        var read = await _table.GetAsync(site.Value, BillRows.Bill(billId), cancellationToken).ConfigureAwait(false);
        return (read.Row is null ? null : new BillRow(site, read.Row), read.ServerTime);
    }

    /// <summary>Adds a bill. Null: there is one already.</summary>
    public async Task<BillRow?> AddAsync(SiteId site, string billId, BillChange first, CancellationToken cancellationToken)
    {
        var written = await _table.WriteAsync(Adding(site, billId, first), cancellationToken).ConfigureAwait(false);
        return written.Done ? After(site, billId, first, written.ETags[0]) : null;
    }

    /// <summary>Changes a bill; null: somebody else was faster.</summary>
    public async Task<BillRow?> UpdateAsync(BillRow bill, BillChange change, CancellationToken cancellationToken)
    {
        var written = await _table.WriteAsync(Updating(bill, change), cancellationToken).ConfigureAwait(false);
        return written.Done ? bill.With(change.Columns, written.ETags[0]) : null;
    }

    /// <summary>What adds a bill, as part of a transaction.</summary>
    public List<TableTransactionAction> Adding(SiteId site, string billId, BillChange first)
    {
        first.Set(BillRow.Columns.BillId, billId);
        var bill = After(site, billId, first, default);
        return
        [
            new(TableTransactionActionType.Add, Row(site, billId, first)),
            .. Lists(site, before: null, bill),
            .. Found(bill, IndexesOf(bill)),
            .. History(site, billId, first),
            .. first.Notices.SelectMany(notice => notice.Rows),
        ];
    }

    /// <summary>What changes a bill, as part of a transaction.</summary>
    public List<TableTransactionAction> Updating(BillRow bill, BillChange change)
    {
        var after = bill.With(change.Columns, bill.ETag);
        return
        [
            new(TableTransactionActionType.UpdateMerge, Row(bill.Site, bill.BillId, change), bill.ETag),
            .. Lists(bill.Site, bill, after),
            .. Found(after, IndexesOf(after).Except(IndexesOf(bill))),
            .. History(bill.Site, bill.BillId, change),
            .. change.Notices.SelectMany(notice => notice.Rows),
        ];
    }

    /// <summary>A page of the bills that are driven or to be reviewed, and the key to go on after; null: that was all.</summary>
    public async Task<(IReadOnlyList<ListedBill> Bills, string? Next)> ListedAsync(SiteId site, string? after, int take, CancellationToken cancellationToken)
    {
        var range = BillRows.OpenAndReview(site);
        var rows = await _table.ReadAsync(after is null ? range : range.After(after), take, columns: null, cancellationToken).ConfigureAwait(false);
        return (rows.Select(row => ListedBill.Read(site, row)).ToList(), rows.Count == take ? rows[^1].RowKey : null);
    }

    /// <summary>A page of all bills, and the key to go on after; null: that was all.</summary>
    public async Task<(IReadOnlyList<BillRow> Bills, string? Next)> AllAsync(SiteId site, string? after, int take, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, BillRows.BillPrefix);
        var rows = await _table.ReadAsync(after is null ? range : range.After(after), take, columns: null, cancellationToken).ConfigureAwait(false);
        return (rows.Select(row => new BillRow(site, row)).ToList(), rows.Count == take ? rows[^1].RowKey : null);
    }

    /// <summary>A page of the bills that something of happened on a business day (yyyyMMdd), and the key to go on after; null: that was all.</summary>
    public async Task<(IReadOnlyList<BillRow> Bills, string? Next)> OfDayAsync(
        SiteId site, string day, string? after, int take, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, BillRows.DayOf(day));
        var rows = await _table.ReadAsync(after is null ? range : range.After(after), take, ["RowKey", BillRow.Columns.BillId], cancellationToken).ConfigureAwait(false);
        var found = await Task.WhenAll(rows.Select(row => FindAsync(site, row.GetString(BillRow.Columns.BillId), cancellationToken))).ConfigureAwait(false);
        return (found.Select(read => read.Bill).OfType<BillRow>().ToList(), rows.Count == take ? rows[^1].RowKey : null);
    }

    /// <summary>The bills of a stay or of a plate.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="prefix">Of <see cref="BillRows.UidPrefix"/> or <see cref="BillRows.PlatePrefix"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<BillRow>> IndexedAsync(SiteId site, string prefix, CancellationToken cancellationToken)
    {
        var bills = new List<BillRow>();
        await foreach (var index in _table.ReadAllAsync(RowRange.StartingWith(site.Value, prefix), columns: null, cancellationToken).ConfigureAwait(false))
        {
            if ((await FindAsync(site, index.GetString(BillRow.Columns.BillId), cancellationToken).ConfigureAwait(false)).Bill is { } bill)
            {
                bills.Add(bill);
            }
        }

        return bills;
    }

    /// <summary>How many bills a car park has in each state. Reads them all.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(SiteId site, CancellationToken cancellationToken)
    {
        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var range = RowRange.StartingWith(site.Value, BillRows.BillPrefix);
        await foreach (var row in _table.ReadAllAsync(range, ["RowKey", BillRow.Columns.State], cancellationToken).ConfigureAwait(false))
        {
            var state = BillStates.Text(new BillRow(site, row).State);
            states[state] = states.GetValueOrDefault(state) + 1;
        }

        return states;
    }

    /// <summary>How many bills are on the review list; counting ends at <paramref name="most"/>.</summary>
    public async Task<int> CountReviewsAsync(SiteId site, int most, CancellationToken cancellationToken) =>
        (await _table.ReadAsync(RowRange.StartingWith(site.Value, BillRows.ReviewPrefix), most, ["RowKey"], cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>The keys of the rows by which a bill is found: its days, its stay and its plate.</summary>
    public static IEnumerable<string> IndexesOf(BillRow bill) =>
        [.. bill.Days.Select(day => BillRows.Day(day, bill.BillId)), .. bill.Told is { } told ? BillRows.Indexes(told) : []];

    /// <summary>A bill's history, the oldest first.</summary>
    public async Task<IReadOnlyList<BillEvent>> HistoryAsync(SiteId site, string billId, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, BillRows.HistoryPrefix(billId));
        var rows = await _table.ReadAsync(range, MostEvents, columns: null, cancellationToken).ConfigureAwait(false);
        return rows.Select(BillEvent.Read).ToList();
    }

    private static BillRow After(SiteId site, string billId, BillChange first, ETag etag) => new(site, new TableEntity(Row(site, billId, first)) { ETag = etag });

    private static TableEntity Row(SiteId site, string billId, BillChange change)
    {
        var row = new TableEntity(site.Value, BillRows.Bill(billId));
        foreach (var (name, value) in change.Columns)
        {
            row[name] = value;
        }

        return row;
    }

    // What a car park tells of a bill later is about the same stay and vehicle: rows are only added.
    private static IEnumerable<TableTransactionAction> Found(BillRow bill, IEnumerable<string> keys) => keys.Select(key => new TableTransactionAction(
        TableTransactionActionType.UpsertReplace, new TableEntity(bill.Site.Value, key) { [BillRow.Columns.BillId] = bill.BillId }));

    private static IEnumerable<TableTransactionAction> Lists(SiteId site, BillRow? before, BillRow after)
    {
        if (after.IsDriven)
        {
            yield return new(TableTransactionActionType.UpsertReplace, ListedBill.Of(after).ToRow());
        }
        else if (before is { IsDriven: true })
        {
            yield return Remove(site, BillRows.Open(after.BillId));
        }

        if (after.Reviews.Count > 0 && before?.Reviews.Count is null or 0)
        {
            yield return new(TableTransactionActionType.UpsertReplace, ListedBill.ReviewOf(after));
        }
        else if (after.Reviews.Count == 0 && before?.Reviews.Count > 0)
        {
            yield return Remove(site, BillRows.Review(after.BillId));
        }
    }

    private IEnumerable<TableTransactionAction> History(SiteId site, string billId, BillChange change) =>
        change.Events.Select(line => line.Add(site, billId, sequences.Next(SequenceKind)));

    private static TableTransactionAction Remove(SiteId site, string row) =>
        new(TableTransactionActionType.Delete, new TableEntity(site.Value, row) { ETag = ETag.All }, ETag.All);
}
