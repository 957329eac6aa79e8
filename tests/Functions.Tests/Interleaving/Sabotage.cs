using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>A fault that is put in on purpose, to see that the exploration finds it.</summary>
public enum Sabotage
{
    /// <summary>None.</summary>
    None,

    /// <summary>Outcomes are written whatever the ETag of the record is.</summary>
    RecordsWithoutETag,

    /// <summary>The lease is taken and renewed whatever its ETag is.</summary>
    LeaseWithoutETag,

    /// <summary>Drains ring no bell at their end.</summary>
    DrainsDoNotRing,

    /// <summary>Watch rings no bell.</summary>
    WatchDoesNotRing,

    /// <summary>The outbox is read backwards.</summary>
    OutboxBackwards,

    /// <summary>The storage service's clock runs ahead, so that leases end before their time.</summary>
    LeasesEndEarly,
}

/// <summary>A table with a fault.</summary>
internal sealed class SabotagedTable(ITable table, Sabotage sabotage) : ITable
{
    public async Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var read = await table.GetAsync(partition, row, cancellationToken).ConfigureAwait(false);
        return sabotage == Sabotage.LeasesEndEarly ? read with { ServerTime = read.ServerTime + TimeSpan.FromSeconds(15) } : read;
    }

    public async Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        var rows = await table.ReadAsync(range, take, columns, cancellationToken).ConfigureAwait(false);
        return sabotage == Sabotage.OutboxBackwards ? rows.Reverse().ToList() : rows;
    }

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        table.WriteAsync(changes.Select(Changed).ToList(), cancellationToken);

    private TableTransactionAction Changed(TableTransactionAction change) => change.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace when Forgets(change.Entity.RowKey) =>
            new TableTransactionAction(change.ActionType, change.Entity, ETag.All),
        _ => change,
    };

    private bool Forgets(string row) => sabotage switch
    {
        Sabotage.RecordsWithoutETag => row.StartsWith("E|", StringComparison.Ordinal),
        Sabotage.LeaseWithoutETag => row == Rows.Lease,
        _ => false,
    };
}

/// <summary>A bell that cannot be heard.</summary>
internal sealed class MuteBell : IBell
{
    public Task RingAsync(SiteId site, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;
}
