using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Processes;

namespace HzFunctions.Local.Tests.Azurite;

/// <summary>Azurite itself writes its knowledge every five seconds only; these kills come well before.</summary>
public sealed class AzuriteKillTests : IAsyncLifetime
{
    private const int RowsPerTransaction = 10;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();
    private readonly AzuriteServer _azurite;
    private readonly StorageClients _storage;

    public AzuriteKillTests()
    {
        _azurite = new AzuriteServer(_folder.Path, TimeProvider.System, _observer, _ => { });
        _storage = new StorageClients(_azurite.ConnectionString);
    }

    public async ValueTask InitializeAsync() => await _azurite.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_a_kill_on_the_same_ports()
    {
        await _storage.Tables.CreateTableIfNotExistsAsync("Kept", Token);
        var table = _storage.Tables.GetTableClient("Kept");
        await table.AddEntityAsync(new TableEntity("site", "updated") { ["State"] = "pending" }, Token);
        await table.AddEntityAsync(new TableEntity("site", "deleted"), Token);
        await table.UpsertEntityAsync(new TableEntity("site", "updated") { ["State"] = "forwarded" }, TableUpdateMode.Replace, Token);
        await table.DeleteEntityAsync("site", "deleted", ETag.All, Token);
        var queue = (await _storage.Queues.CreateQueueAsync("bells", cancellationToken: Token)).Value;
        await queue.SendMessageAsync("taken", Token);
        await queue.SendMessageAsync("left", Token);
        var taken = (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value;
        await queue.DeleteMessageAsync(taken.MessageId, taken.PopReceipt, Token);
        var container = (await _storage.Blobs.CreateBlobContainerAsync("photos", cancellationToken: Token)).Value;
        await container.UploadBlobAsync("one.jpg", new BinaryData("the picture"), Token);

        await KillAsync();

        var row = Assert.Single(await table.QueryAsync<TableEntity>(_ => true, cancellationToken: Token).ToListAsync(Token));
        Assert.Equal(("updated", "forwarded"), (row.RowKey, row.GetString("State")));
        Assert.Equal("left", (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value.MessageText);
        Assert.Equal("the picture", (await container.GetBlobClient("one.jpg").DownloadContentAsync(Token)).Value.Content.ToString());
    }

    [Fact]
    public async Task Under_load_nothing_acknowledged_is_lost_and_no_transaction_is_there_by_half()
    {
        await _storage.Tables.CreateTableIfNotExistsAsync("Busy", Token);
        var table = _storage.Tables.GetTableClient("Busy");
        var acknowledged = new ConcurrentBag<string>();
        for (var kill = 0; kill < 2; kill++)
        {
            var enough = acknowledged.Count + 40;
            var writers = Enumerable.Range(0, 8).Select(writer => WriteUntilKilledAsync(table, $"{kill}-{writer}", acknowledged)).ToList();
            await Eventually.IsTrueAsync(() => acknowledged.Count > enough);
            await KillAsync();
            await Task.WhenAll(writers);
        }

        var rows = await table.QueryAsync<TableEntity>(_ => true, select: ["PartitionKey"], cancellationToken: Token).ToListAsync(Token);
        var perTransaction = rows.CountBy(row => row.PartitionKey).ToDictionary();
        Assert.All(acknowledged, transaction => Assert.Equal(RowsPerTransaction, perTransaction.GetValueOrDefault(transaction)));
        Assert.All(perTransaction, transaction => Assert.Equal(RowsPerTransaction, transaction.Value));
    }

    private static async Task WriteUntilKilledAsync(TableClient table, string writer, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var partition = $"{writer}-{number}";
                var rows = Enumerable.Range(0, RowsPerTransaction)
                    .Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, $"{row}")));
                await table.SubmitTransactionAsync(rows, Token);
                acknowledged.Add(partition);
            }
        }
        catch (RequestFailedException)
        {
            // This is the kill.
        }
    }

    private async Task KillAsync()
    {
        var restarts = _observer.Restarts.Count;
        LivingProcess.Kill(_azurite.Process.ProcessId!.Value);
        await Eventually.IsTrueAsync(() => _observer.Restarts.Count == restarts + 1);
        await _azurite.WaitUntilReadyAsync(Token);
    }
}
