using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Storage;

/// <summary>Reads ranges of any length, page by page.</summary>
internal static class WholeRanges
{
    private const int PageSize = 1000;

    /// <summary>All rows of a range, in key order. Rows that are written meanwhile may be among them or not.</summary>
    public static async IAsyncEnumerable<TableEntity> ReadAllAsync(
        this ITable table, RowRange range, IReadOnlyList<string>? columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<TableEntity> page;
        do
        {
            page = await table.ReadAsync(range, PageSize, columns, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return row;
            }

            range = page is [.., var last] ? range.After(last.RowKey) : range;
        }
        while (page.Count == PageSize);
    }
}
