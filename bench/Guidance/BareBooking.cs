using Azure.Data.Tables;

namespace HzFunctions.Bench.Guidance;

/// <summary>The storage operations of bookNew with the client library and nothing else: two reads side by side, a row of the lookup, a transaction of five rows.</summary>
internal sealed class BareBooking(TableClient table)
{
    private const int Rows = 5;

    public async Task PrepareAsync(CancellationToken cancellationToken) => await table.CreateIfNotExistsAsync(cancellationToken);

    public async Task BookAsync(int number, CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            table.GetEntityIfExistsAsync<TableEntity>("site", $"A|{number}", cancellationToken: cancellationToken),
            table.GetEntityIfExistsAsync<TableEntity>("site", $"P|{number}", cancellationToken: cancellationToken));
        await table.UpsertEntityAsync(new TableEntity($"U|{number % 1000}", $"{number}"), TableUpdateMode.Replace, cancellationToken);
        await table.SubmitTransactionAsync(
            Enumerable.Range(0, Rows).Select(row => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, new TableEntity("site", $"{row}|{number}") { ["Text"] = "浙A01C01", ["Number"] = number })),
            cancellationToken);
    }
}
