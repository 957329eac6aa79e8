using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>Goes through a range of old rows in bounded steps, over as many runs as it takes.</summary>
internal sealed class OldRows(RetentionCursors cursors, RetentionOptions options)
{
    private const int PageSize = 100;

    /// <summary>Goes on through a range.</summary>
    /// <param name="table">The table.</param>
    /// <param name="range">The range.</param>
    /// <param name="what">Its name among the cursors.</param>
    /// <param name="limit">What "old" means today: once the range is done for it, nothing is looked at until it changes.</param>
    /// <param name="remove">Removes what a row stands for; false: it is to be kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveAsync(
        ITable table, RowRange range, string what, string limit, Func<TableEntity, Task<bool>> remove, CancellationToken cancellationToken)
    {
        var site = SiteId.Parse(range.Partition)!.Value;
        if (await cursors.FindAsync(site, what, limit, cancellationToken).ConfigureAwait(false) is not { } after)
        {
            return 0;
        }

        var removed = 0;
        var take = Math.Min(PageSize, options.StepsPerRun);
        for (var seen = 0; seen < options.StepsPerRun; seen += take)
        {
            var rest = string.CompareOrdinal(after, range.From) > 0 ? range.After(after) : range;
            var page = await table.ReadAsync(rest, take, columns: null, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                removed += await remove(row).ConfigureAwait(false) ? 1 : 0;
            }

            if (page.Count < take)
            {
                await cursors.NoteAsync(site, what, limit, after: null, cancellationToken).ConfigureAwait(false);
                return removed;
            }

            after = page[^1].RowKey;
        }

        await cursors.NoteAsync(site, what, limit, after, cancellationToken).ConfigureAwait(false);
        return removed;
    }
}
