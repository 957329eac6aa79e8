using Azure.Data.Tables;

namespace HzFunctions.Functions.Storage;

/// <summary>
/// One table, with exactly the operations that the journal's protocol rests on. Everything that is a promise about crashes
/// and races is written against this seam, so that it can be tested on every interleaving.
/// </summary>
internal interface ITable
{
    /// <summary>Reads one row. The service's own clock comes with it, because leases are judged by that clock alone.</summary>
    Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken);

    /// <summary>Reads the first <paramref name="take"/> rows of a range, in key order.</summary>
    Task<IReadOnlyList<TableEntity>> ReadAsync(RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken);

    /// <summary>Applies all changes or none; all rows must be of one partition (an entity group transaction).</summary>
    Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken);
}
