using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using HzFunctions.Functions.Tests.Azurite;
using HzFunctions.Local.Broker;
using HzFunctions.MqttBridge.Tests.Support;

namespace HzFunctions.MqttBridge.Tests.Whole;

/// <summary>The bridge as a process, with a real broker and the storage emulator.</summary>
public sealed class StorageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Topic = "/hzcity/v2/payResult/M00001/1001";

    private static readonly TimeSpan TakesOverWithin = TimeSpan.FromSeconds(60);

    private readonly MosquittoTestBroker _broker = new();
    private readonly List<BridgeProcess> _bridges = [];
    private string _connection = null!;
    private Publisher _publisher = null!;
    private QueueClient _downlink = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _broker.StartAsync(new BrokerUser(Publisher.Name, Publisher.Password), new BrokerUser("M00001", "M00001"), new BrokerUser("M00002", "x"));
        _publisher = await Publisher.ConnectAsync(_broker.Address);
        _connection = await azurite.ConnectAsync();
        var options = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.None };
        _downlink = new QueueClient(_connection, "downlink", options);
        await _downlink.DeleteIfExistsAsync(Stop);
        await Table().DeleteAsync(Stop);
        await PutAccessAsync("M00001");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bridge in _bridges)
        {
            await bridge.DisposeAsync();
        }

        await _publisher.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task R6_A_message_goes_from_the_broker_into_the_queue_that_it_makes_on_the_way()
    {
        var bridge = await StartAsync();
        await bridge.HasConnectedAsync(1);

        await _publisher.PublishAsync(Topic, Platform.Default.Message(71));

        var message = await NextMessageAsync();
        Assert.Equal(71, JsonElement.Parse(message.MessageText).GetProperty("requestId").GetInt64());

        // By itself a queue would forget it after a week.
        Assert.True(message.ExpiresOn > TimeProvider.System.GetUtcNow().AddYears(1), $"{message.ExpiresOn}");
    }

    [Fact]
    public async Task A_bad_message_is_in_the_quarantine_as_the_function_app_keeps_it_and_one_that_is_put_back_is_looked_at_again()
    {
        var rotated = new Platform();
        var bridge = await StartAsync();
        await bridge.HasConnectedAsync(1);
        await _publisher.PublishAsync(Topic, rotated.Message(72));

        var container = new BlobContainerClient(_connection, "quarantine", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));
        JsonElement kept = default;
        await Eventually.IsTrueAsync(async () => (kept = await KeptAsync(container)).ValueKind == JsonValueKind.Object, TakesOverWithin);
        Assert.Equal("the sign does not verify with the platform's key (R11)", kept.GetProperty("reason").GetString());

        // Operations put our copy of the platform's key right, and the message back into the queue that it names.
        await PutAccessAsync("M00001", rotated.PublicKey);
        var queue = new QueueClient(_connection, kept.GetProperty("queue").GetString(), new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06));
        await queue.CreateIfNotExistsAsync(cancellationToken: Stop);
        await queue.SendMessageAsync(kept.GetProperty("message").GetString(), Stop);

        Assert.Equal(72, (await NextAsync()).GetProperty("requestId").GetInt64());
    }

    [Fact]
    public async Task Of_two_bridges_one_connects_and_the_other_is_ready_and_takes_over_within_a_minute_when_the_first_is_killed()
    {
        var first = await StartAsync();
        await first.HasConnectedAsync(1);
        var second = await StartAsync();
        await Eventually.IsTrueAsync(async () => (await second.ReadyAsync())?.Role == "StandBy", TakesOverWithin);

        first.Kill();
        await _publisher.PublishAsync(Topic, Platform.Default.Message(73));

        var killedAt = TimeProvider.System.GetTimestamp();
        await second.HasConnectedAsync(1, TakesOverWithin);
        TestContext.Current.TestOutputHelper?.WriteLine($"taken over after {TimeProvider.System.GetElapsedTime(killedAt).TotalSeconds:F1} s");
        Assert.Equal(73, (await NextAsync()).GetProperty("requestId").GetInt64());
    }

    [Fact]
    public async Task A_bridge_that_ends_gently_gives_the_lease_back_and_the_other_need_not_wait_for_it()
    {
        var first = await StartAsync();
        await first.HasConnectedAsync(1);
        var second = await StartAsync();
        await Eventually.IsTrueAsync(async () => (await second.ReadyAsync())?.Role == "StandBy", TakesOverWithin);

        await first.DisposeAsync();

        // The lease would last up to 15 s.
        await second.HasConnectedAsync(1, TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task A_new_access_is_seen_within_a_minute_without_a_restart()
    {
        var bridge = await StartAsync();
        await bridge.HasConnectedAsync(1);

        await PutAccessAsync("M00002", password: "x");

        await bridge.HasConnectedAsync(2, TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "none", "AzureWebJobsStorage")]
    [InlineData("Bridge__InFlight", "0", "InFlight")]
    [InlineData("Bridge__DirectorySeconds", "61", "DirectorySeconds")]
    [InlineData("Bridge__LargestPayload", "50000", "LargestPayload")]
    [InlineData("Bridge__TrustedCertificatesFile", "/nowhere.pem", "TrustedCertificatesFile")]
    public async Task A_wrong_setting_is_refused_at_start_up_by_its_name(string setting, string value, string name)
    {
        await using var bridge = BridgeProcess.Start(setting == "AzureWebJobsStorage" ? value : _connection, (setting, value));

        Assert.NotEqual(0, await bridge.EndsAsync());
        Assert.Contains(name, bridge.Output, StringComparison.Ordinal);
    }

    private async Task<BridgeProcess> StartAsync()
    {
        var bridge = BridgeProcess.Start(_connection, ("Bridge__DirectorySeconds", "2"));
        _bridges.Add(bridge);
        await Eventually.IsTrueAsync(async () => await bridge.ReadyAsync() is not null, TakesOverWithin);
        return bridge;
    }

    private TableServiceClient Tables() => new(_connection);

    private TableClient Table() => Tables().GetTableClient("Directory");

    private async Task PutAccessAsync(string accessId, string? platformKey = null, string? password = null)
    {
        await Tables().CreateTableIfNotExistsAsync("Directory", Stop);
        var row = new TableEntity("access", accessId)
        {
            ["AccessId"] = accessId,
            ["MqttAddress"] = _broker.Address.ToString(),
            ["PlatformKey"] = platformKey ?? Platform.Default.PublicKey,
            ["Hash"] = "md5",
        };
        if (password is not null)
        {
            var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("bridge-password-").FullName, "password");
            await File.WriteAllTextAsync(file, password, Stop);
            row["MqttPassword"] = $"file:{file}";
        }

        await Table().UpsertEntityAsync(row, TableUpdateMode.Replace, Stop);
    }

    private async Task<JsonElement> NextAsync() => JsonElement.Parse((await NextMessageAsync()).MessageText);

    private async Task<QueueMessage> NextMessageAsync()
    {
        QueueMessage? message = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                if (!await _downlink.ExistsAsync(Stop))
                {
                    return false;
                }

                message = await _downlink.ReceiveMessageAsync(cancellationToken: Stop);
                return message is not null;
            },
            TakesOverWithin);
        return message!;
    }

    private static async Task<JsonElement> KeptAsync(BlobContainerClient container)
    {
        if (await container.ExistsAsync(Stop))
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Stop))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(Stop);
                Assert.Matches("^mqtt-returned/[0-9a-f]{64}[.]json$", blob.Name);
                return JsonElement.Parse(content.Value.Content.ToMemory().Span);
            }
        }

        return default;
    }
}
