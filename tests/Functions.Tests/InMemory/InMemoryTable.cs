using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>
/// The table service in memory: entity group transactions that apply wholly or not at all, ETags, the service's own clock. What it
/// promises is tested together with the real client by <c>Storage/TableContract</c>.
/// </summary>
internal sealed class InMemoryTable(TimeProvider serverClock) : ITable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedList<string, StoredRow>> _partitions = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Set to make every operation fail as a service does that is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>The partitions that have rows.</summary>
    public IReadOnlyList<string> Partitions
    {
        get
        {
            lock (_gate)
            {
                return _partitions.Where(partition => partition.Value.Count > 0).Select(partition => partition.Key).ToList();
            }
        }
    }

    /// <summary>All rows of a partition in the order of their keys, for a test to look at.</summary>
    public IReadOnlyList<StoredRow> Rows(string partition)
    {
        lock (_gate)
        {
            return [.. RowsOf(partition).Values];
        }
    }

    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken)
    {
        TableRules.CheckKey(partition);
        TableRules.CheckKey(row);
        lock (_gate)
        {
            RefuseWhenAway();
            var found = RowsOf(partition).GetValueOrDefault(row)?.ToEntity(null);
            return Task.FromResult(new RowRead(found, WholeSecond(serverClock.GetUtcNow())));
        }
    }

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            RefuseWhenAway();
            var rows = RowsOf(range.Partition);
            var found = new List<TableEntity>();
            for (var index = FirstAtOrAfter(rows, range.From); index < rows.Count && found.Count < take; index++)
            {
                if (string.CompareOrdinal(rows.Keys[index], range.To) >= 0)
                {
                    break;
                }

                found.Add(rows.Values[index].ToEntity(columns));
            }

            return Task.FromResult<IReadOnlyList<TableEntity>>(found);
        }
    }

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        TableRules.Check(changes);
        lock (_gate)
        {
            RefuseWhenAway();
            var rows = RowsOf(changes[0].Entity.PartitionKey);
            for (var index = 0; index < changes.Count; index++)
            {
                if (Objection(rows, changes[index]) is { } outcome)
                {
                    return Task.FromResult(new WriteResult(outcome, index, []));
                }
            }

            return Task.FromResult(new WriteResult(WriteOutcome.Done, -1, changes.Select(change => Apply(rows, change)).ToList()));
        }
    }

    private static WriteOutcome? Objection(SortedList<string, StoredRow> rows, TableTransactionAction change)
    {
        rows.TryGetValue(change.Entity.RowKey, out var known);
        return change.ActionType switch
        {
            TableTransactionActionType.Add => known is null ? null : WriteOutcome.AlreadyExists,
            TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => null,
            _ when change.ETag == default => throw new ArgumentException("A change of a row that is there needs an ETag, or ETag.All.", nameof(change)),
            _ => known is not null && (change.ETag == ETag.All || change.ETag == known.ETag) ? null : WriteOutcome.Changed,
        };
    }

    private ETag Apply(SortedList<string, StoredRow> rows, TableTransactionAction change)
    {
        var entity = (TableEntity)change.Entity;
        if (change.ActionType == TableTransactionActionType.Delete)
        {
            rows.Remove(entity.RowKey);
            return default;
        }

        var merges = change.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        var now = serverClock.GetUtcNow();
        var row = merges && rows.TryGetValue(entity.RowKey, out var known)
            ? known.Merging(entity, now, ++_version)
            : StoredRow.Replacing(entity, now, ++_version);
        rows[entity.RowKey] = row;
        return row.ETag;
    }

    private SortedList<string, StoredRow> RowsOf(string partition)
    {
        if (!_partitions.TryGetValue(partition, out var rows))
        {
            _partitions[partition] = rows = new SortedList<string, StoredRow>(StringComparer.Ordinal);
        }

        return rows;
    }

    private static int FirstAtOrAfter(SortedList<string, StoredRow> rows, string key)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(rows.Keys[middle], key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // The Date header, by which leases are judged, has whole seconds.
    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset);

    private void RefuseWhenAway()
    {
        if (IsAway)
        {
            throw new RequestFailedException(503, "The service is away.", "ServerBusy", null);
        }
    }
}
