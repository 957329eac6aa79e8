using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// The table <c>Downlinks</c>. A message's places in the inbox, in the list of open ones and among the deadlines change only in the same transaction as its
/// row, under its ETag: so each agrees with the row at every moment, whatever dies and whenever.
/// </summary>
internal sealed class DownlinkStore(ITable table)
{
    public ITable Table => table;

    /// <summary>A message and the storage service's clock; the message is null when there is none.</summary>
    public async Task<(DownlinkRow? Row, DateTimeOffset ServerTime)> FindAsync(DownlinkKey key, CancellationToken cancellationToken)
    {
        var read = await table.GetAsync(key.Site.Value, key.Row, cancellationToken).ConfigureAwait(false);
        return (read.Row is null ? null : new DownlinkRow(key, read.Row), read.ServerTime);
    }

    /// <summary>Changes a message's row; null: somebody else was faster.</summary>
    public async Task<DownlinkRow?> UpdateAsync(DownlinkRow row, DownlinkChange change, CancellationToken cancellationToken)
    {
        var merged = new TableEntity(row.Key.Site.Value, row.Key.Row);
        foreach (var (name, value) in change.Columns)
        {
            merged[name] = value;
        }

        var after = row.With(change.Columns, row.ETag);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateMerge, merged, row.ETag),
            .. OpenRow(row, after, change.NotBefore),
            .. InboxRow(row, after),
            .. DeadlineRow(row, after),
        ];
        var written = await table.WriteAsync(actions, cancellationToken).ConfigureAwait(false);
        return written.Done ? row.With(change.Columns, written.ETags[0]) : null;
    }

    /// <summary>The first messages of a site of which the city brain has not heard what it should, and not before when it is tried again.</summary>
    public async Task<IReadOnlyList<(DownlinkKey Key, DateTimeOffset NotBefore)>> OpenAsync(SiteId site, int take, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, DownlinkRows.OpenPrefix);
        var rows = await table.ReadAsync(range, take, columns: null, cancellationToken).ConfigureAwait(false);
        return rows
            .Select(row => (DownlinkRows.KeyOf(site, row.RowKey), row.GetDateTimeOffset(OpenColumns.NotBefore) ?? DateTimeOffset.MinValue))
            .Where(open => open.Item1 is not null)
            .Select(open => (open.Item1!, open.Item2))
            .ToList();
    }

    /// <summary>The first deadlines of a site that are over, and whose they are.</summary>
    public async Task<IReadOnlyList<(string Row, DownlinkKey Key)>> DueAsync(SiteId site, DateTimeOffset now, int take, CancellationToken cancellationToken)
    {
        var rows = await table.ReadAsync(DownlinkRows.Due(site, now), take, ["RowKey"], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.RowKey, DownlinkRows.Indexed(site, row.RowKey)!))];
    }

    /// <summary>Removes a deadline that no message has: a restore may put in one too many.</summary>
    public Task ForgetDeadlineAsync(SiteId site, string deadline, CancellationToken cancellationToken) =>
        table.WriteAsync([Remove(site, deadline)], cancellationToken);

    /// <summary>The oldest messages that a car park does not have.</summary>
    public async Task<IReadOnlyList<InboxEntry>> InboxAsync(SiteId site, int take, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, DownlinkRows.InboxPrefix);
        var rows = await table.ReadAsync(range, take, columns: null, cancellationToken).ConfigureAwait(false);
        return rows.Select(row => InboxEntry.Read(site, row)).ToList();
    }

    /// <summary>The messages of a topic with one requestId: more than one where the platform has used it again.</summary>
    public async Task<IReadOnlyList<DownlinkRow>> WithRequestIdAsync(
        SiteId site, DownlinkTopic topic, long requestId, int take, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, DownlinkRows.MessagePrefix(topic, requestId));
        var rows = await table.ReadAsync(range, take, columns: null, cancellationToken).ConfigureAwait(false);
        return rows.Select(row => DownlinkRow.Read(site, row)).ToList();
    }

    /// <summary>How many messages a car park has by what became of them. Reads them all.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(SiteId site, CancellationToken cancellationToken)
    {
        var fates = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in table.ReadAllAsync(
            RowRange.StartingWith(site.Value, DownlinkRows.MessagesPrefix), DownlinkFate.Columns, cancellationToken).ConfigureAwait(false))
        {
            var fate = DownlinkFate.Of(DownlinkRow.Read(site, row));
            fates[fate] = fates.GetValueOrDefault(fate) + 1;
        }

        return fates;
    }

    /// <summary>The messages that name a plate or a bill.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="prefix">Of <see cref="DownlinkRows.PlatePrefix"/> or <see cref="DownlinkRows.BillPrefix"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<DownlinkRow>> NamingAsync(SiteId site, string prefix, CancellationToken cancellationToken)
    {
        var messages = new List<DownlinkRow>();
        await foreach (var index in table.ReadAllAsync(RowRange.StartingWith(site.Value, prefix), ["RowKey"], cancellationToken).ConfigureAwait(false))
        {
            if (DownlinkRows.Indexed(site, index.RowKey) is { } key
                && (await FindAsync(key, cancellationToken).ConfigureAwait(false)).Row is { } message)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    /// <summary>The rows by which a new message is found, as part of the transaction that adds it.</summary>
    public static IEnumerable<TableTransactionAction> Indexes(DownlinkMessage message) => DownlinkRows.Indexes(message.Key, message.Fields)
        .Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(message.Key.Site.Value, row)));

    /// <summary>Puts a message on the list of open ones.</summary>
    public static TableTransactionAction Open(DownlinkKey key, DateTimeOffset? notBefore) =>
        new(TableTransactionActionType.UpsertReplace, new TableEntity(key.Site.Value, DownlinkRows.Open(key)) { [OpenColumns.NotBefore] = notBefore });

    /// <summary>Sets a deadline.</summary>
    public static TableTransactionAction Deadline(SiteId site, string deadline) =>
        new(TableTransactionActionType.UpsertReplace, new TableEntity(site.Value, deadline));

    private static IEnumerable<TableTransactionAction> OpenRow(DownlinkRow before, DownlinkRow after, DateTimeOffset? notBefore) =>
        (before.IsOpen, after.IsOpen) switch
        {
            (false, true) => [Open(after.Key, notBefore)],
            (true, true) when notBefore is not null => [Open(after.Key, notBefore)],
            (true, false) => [Remove(after.Key.Site, DownlinkRows.Open(after.Key))],
            _ => [],
        };

    private static IEnumerable<TableTransactionAction> InboxRow(DownlinkRow before, DownlinkRow after)
    {
        if (before.InboxRow == after.InboxRow)
        {
            yield break;
        }

        if (before.InboxRow is { } left)
        {
            yield return Remove(before.Key.Site, left);
        }

        if (after.InboxRow is { } entered)
        {
            yield return InboxEntry.Add(after.Key, entered, after.Timestamp, after.ReceivedAt, after.Data);
        }
    }

    private static IEnumerable<TableTransactionAction> DeadlineRow(DownlinkRow before, DownlinkRow after)
    {
        if (before.Deadline == after.Deadline)
        {
            yield break;
        }

        if (before.Deadline is { } left)
        {
            yield return Remove(before.Key.Site, left);
        }

        if (after.Deadline is { } set)
        {
            yield return Deadline(after.Key.Site, set);
        }
    }

    private static TableTransactionAction Remove(SiteId site, string row) =>
        new(TableTransactionActionType.Delete, new TableEntity(site.Value, row) { ETag = Azure.ETag.All }, Azure.ETag.All);

    private static class OpenColumns
    {
        public const string NotBefore = "NotBefore";
    }
}

/// <summary>A change of a message's row.</summary>
internal sealed class DownlinkChange
{
    /// <summary>The columns that get another value.</summary>
    public Dictionary<string, object> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>When the city brain is told again, where that has to wait.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>True when nothing changes.</summary>
    public bool IsEmpty => Columns.Count == 0;

    public DownlinkChange Set(string column, object value)
    {
        Columns[column] = value;
        return this;
    }

    public DownlinkChange Set(string column, bool? said) => Set(column, DownlinkRow.Of(said));
}
