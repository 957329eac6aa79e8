using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using HzFunctions.Archive;
using HzFunctions.Functions.Tests.Azurite;

namespace HzFunctions.Hz.Tests;

/// <summary><c>hz restore</c> against a real storage service.</summary>
public sealed class RestoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Table = "Restored";

    private Dictionary<string, string> _variables = [];
    private TableServiceClient _tables = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connection = await azurite.ConnectAsync();
        _variables = new Dictionary<string, string> { ["HZ_STORAGE"] = connection };
        _tables = new TableServiceClient(connection);
        var exports = new BlobServiceClient(connection, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06)).GetBlobContainerClient("exports");
        await exports.CreateIfNotExistsAsync(cancellationToken: Stop);
        await _tables.CreateTableIfNotExistsAsync(Table, Stop);
        await _tables.GetTableClient(Table).UpsertEntityAsync(new TableEntity("1001~~P1", "r") { ["Fen"] = 5_000_000_000L }, TableUpdateMode.Replace, Stop);
        Assert.True(await new TableExport(_tables, exports, TimeProvider.System).ContinueAsync("20260501", [Table], TimeSpan.FromMinutes(1), Stop));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_export_is_listed_and_put_back_into_empty_tables_and_over_full_ones_only_when_told_to()
    {
        Assert.Equal((0, "20260501"), await RunAsync("restore"));
        Assert.Equal((1, "hz: The table Restored has rows; nothing was restored."), await RunAsync("restore", "20260501"));

        await _tables.DeleteTableAsync(Table, Stop);
        Assert.Equal((0, """{"export":"20260501","rows":{"Restored":1}}"""), await RunAsync("restore", "20260501", "--json"));
        Assert.Equal(5_000_000_000L, (await _tables.GetTableClient(Table).GetEntityAsync<TableEntity>("1001~~P1", "r", cancellationToken: Stop)).Value["Fen"]);
        Assert.Equal(0, (await RunAsync("restore", "20260501", "--overwrite")).ExitCode);
    }

    [Fact]
    public async Task What_is_no_export_is_not_restored()
    {
        Assert.Equal((1, "hz: There is no complete export 20260502."), await RunAsync("restore", "20260502"));
        Assert.Contains("20260501", JsonDocument.Parse((await RunAsync("restore", "--json")).Said).RootElement.GetProperty("exports").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData(null, "hz: --tables and --blobs: missing, and HZ_STORAGE is not set")]
    [InlineData("c2VjcmV0", "hz: HZ_STORAGE: is no connection string")]
    public async Task An_account_that_is_not_said_or_cannot_be_read_is_wrong_usage_and_no_key_is_shown(string? connection, string said)
    {
        _variables = connection is null ? [] : new Dictionary<string, string> { ["HZ_STORAGE"] = connection };

        Assert.Equal((2, said), await RunAsync("restore"));
        Assert.Equal((2, "hz: --blobs: is no https address"), await RunAsync("restore", "--tables", "https://a.example/", "--blobs", "b"));
        Assert.Equal((2, "hz: --tables and --blobs: one is missing"), await RunAsync("restore", "--tables", "https://a.example/"));
    }

    private async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        var result = await Hz.RunAsync(string.Empty, http: null, _variables, arguments);
        return (result.ExitCode, (result.Output + result.Error).Trim());
    }
}
