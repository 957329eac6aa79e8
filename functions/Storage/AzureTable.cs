using Azure.Data.Tables;

namespace HzFunctions.Functions.Storage;

/// <summary>An Azure table, made on first use.</summary>
internal sealed class AzureTable(TableServiceClient service, string name) : ITable
{
    private const int MaximumPageSize = 1000;

    private readonly TableClient _table = service.GetTableClient(name);
    private readonly OnFirstUse _created = new(cancellationToken => service.CreateTableIfNotExistsAsync(name, cancellationToken));

    public async Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var response = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        var serverTime = response.GetRawResponse().Headers.Date
            ?? throw new InvalidOperationException("The storage service answered without a Date header, by which leases are judged.");
        return new RowRead(response.HasValue ? response.Value : null, serverTime);
    }

    public async Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {range.Partition} and RowKey ge {range.From} and RowKey lt {range.To}");
        var rows = new List<TableEntity>();
#pragma warning disable RS0030 // The one place that queries: the filter above is made by CreateQueryFilter, which quotes its values.
        var query = _table.QueryAsync<TableEntity>(filter, Math.Min(take, MaximumPageSize), columns, cancellationToken);
#pragma warning restore RS0030
        await foreach (var row in query.ConfigureAwait(false))
        {
            rows.Add(row);
            if (rows.Count == take)
            {
                break;
            }
        }

        return rows;
    }

    public async Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await _table.SubmitTransactionAsync(changes, cancellationToken).ConfigureAwait(false);
            var etags = response.Value.Select(part => part.Headers.ETag ?? default).ToArray();
            return new WriteResult(WriteOutcome.Done, -1, etags);
        }
        catch (TableTransactionFailedException failure) when (OutcomeOf(failure.Status) is { } outcome)
        {
            return new WriteResult(outcome, failure.FailedTransactionActionIndex ?? -1, []);
        }
    }

    private static WriteOutcome? OutcomeOf(int status) => status switch
    {
        409 => WriteOutcome.AlreadyExists,
        404 or 412 => WriteOutcome.Changed,
        _ => null,
    };
}
