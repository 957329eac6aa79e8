using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Storage;

/// <summary>Reads ranges of any length, page by page: what is held at once is one page.</summary>
internal static class TablePages
{
    /// <summary>How many rows one operation reads.</summary>
    public const int PageSize = 1000;

    /// <summary>All rows of a range, in key order. <paramref name="columns"/> must have <c>RowKey</c>; null: all.</summary>
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
