using Azure;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>The marks of past days of which something has changed since (a late event, a replay); acceptance writes them.</summary>
internal sealed class ChangedDays(ITable table)
{
    private const int MostDays = 1000;

    /// <summary>The days from <paramref name="from"/> on (yyyyMMdd) that are marked.</summary>
    public async Task<IReadOnlySet<string>> ReadAsync(SiteId site, string from, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.ChangedDayPrefix) with { From = Rows.ChangedDay(from) };
        var rows = await table.ReadAsync(range, MostDays, ["RowKey"], cancellationToken).ConfigureAwait(false);
        return rows.Select(row => row.RowKey[Rows.ChangedDayPrefix.Length..]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The mark of a day as it is now; null: there is none.</summary>
    public async Task<ETag?> FindAsync(SiteId site, string day, CancellationToken cancellationToken) =>
        (await table.GetAsync(site.Value, Rows.ChangedDay(day), cancellationToken).ConfigureAwait(false)).Row?.ETag;

    /// <summary>Removes a mark that nothing has renewed since it was found.</summary>
    public Task RemoveAsync(SiteId site, string day, ETag found, CancellationToken cancellationToken)
    {
        var row = new Azure.Data.Tables.TableEntity(site.Value, Rows.ChangedDay(day)) { ETag = found };
        return table.WriteAsync([new(Azure.Data.Tables.TableTransactionActionType.Delete, row, found)], cancellationToken);
    }
}
