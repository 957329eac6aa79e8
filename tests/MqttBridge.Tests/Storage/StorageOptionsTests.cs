using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge.Tests.Storage;

/// <summary>The storage is found by a connection string, or by addresses that an identity opens.</summary>
public sealed class StorageOptionsTests
{
    [Fact]
    public void Addresses_are_enough_and_each_service_is_called_at_its_own()
    {
        var options = WithAddresses("https://{0}.example.com/");

        Assert.Empty(Faults(options));
        var clients = new StorageClients(options);
        Assert.Equal("blob.example.com", clients.Blobs.Uri.Host);
        Assert.Equal("queue.example.com", clients.Queues.Uri.Host);
        Assert.Equal("table.example.com", clients.Tables.Uri.Host);
    }

    [Fact]
    public void A_connection_string_is_used_whatever_else_is_set()
    {
        var options = WithAddresses("https://{0}.example.com/");
        options.ConnectionString = "UseDevelopmentStorage=true";

        Assert.Equal("127.0.0.1", new StorageClients(options).Queues.Uri.Host);
    }

    [Fact]
    public void An_address_to_which_a_token_must_not_go_is_refused_at_start_up() =>
        Assert.Contains("https", Faults(WithAddresses("http://{0}.example.com/")), StringComparison.Ordinal);

    [Fact]
    public void Nothing_at_all_is_refused_at_start_up() =>
        Assert.Contains(StorageOptions.Setting, Faults(new StorageOptions()), StringComparison.Ordinal);

    private static StorageOptions WithAddresses(string format) => new()
    {
        BlobServiceUri = format.Replace("{0}", "blob", StringComparison.Ordinal),
        QueueServiceUri = format.Replace("{0}", "queue", StringComparison.Ordinal),
        TableServiceUri = format.Replace("{0}", "table", StringComparison.Ordinal),
    };

    private static string Faults(StorageOptions options) => new StorageOptionsValidator().Validate(null, options).FailureMessage ?? string.Empty;
}
