using Azure.Data.Tables;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Azurite;

namespace HzFunctions.Functions.Tests.Storage;

/// <summary>The real client against the storage emulator keeps the same contract.</summary>
public sealed class AzureTableTests(AzuriteFixture azurite) : TableContract, IAsyncLifetime
{
    private ITable? _table;

    private protected override ITable Table => _table!;

    public async ValueTask InitializeAsync() =>
        _table = new AzureTable(new TableServiceClient(await azurite.ConnectAsync()), "Contract");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
