using HzFunctions.Storage;

namespace HzFunctions.Functions.Tests.Storage;

/// <summary>The storage is found by a connection string, or by addresses that an identity opens.</summary>
public sealed class StorageOptionsTests
{
    private const string Local = "UseDevelopmentStorage=true";

    [Fact]
    public void A_connection_string_is_enough_and_is_used_whatever_else_is_set()
    {
        var options = WithAddresses("https://{0}.example.com/");
        options.ConnectionString = Local;

        Assert.Empty(Faults(options));
        Assert.Equal("127.0.0.1", new StorageClients(options).Blobs.Uri.Host);
    }

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

    [Theory]
    [InlineData("http://{0}.example.com/")]
    [InlineData("{0}.example.com")]
    public void An_address_to_which_a_token_must_not_go_is_refused_at_start_up(string address) =>
        Assert.Contains("https", Faults(WithAddresses(address)), StringComparison.Ordinal);

    [Fact]
    public void One_address_that_is_missing_is_named()
    {
        var options = WithAddresses("https://{0}.example.com/");
        options.TableServiceUri = string.Empty;

        Assert.Contains("tableServiceUri", Faults(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_at_all_and_a_key_instead_of_a_connection_string_are_refused_without_showing_it()
    {
        Assert.Contains(StorageOptions.Setting, Faults(new StorageOptions()), StringComparison.Ordinal);
        var fault = Faults(new StorageOptions { ConnectionString = "c2VjcmV0" });
        Assert.Contains(StorageOptions.Setting, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_are_the_host_s_own()
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage:blobServiceUri"] = "https://blob.example.com/",
            ["AzureWebJobsStorage:queueServiceUri"] = "https://queue.example.com/",
            ["AzureWebJobsStorage:tableServiceUri"] = "https://table.example.com/",
            ["AzureWebJobsStorage:credential"] = "managedidentity",
            ["AzureWebJobsStorage:clientId"] = "c1",
        };
        var services = new ServiceCollection();
        services.AddHandlerOptions(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<StorageOptions>();

        Assert.Equal("https://table.example.com/", options.TableServiceUri);
        Assert.Equal("c1", options.ClientId);
        Assert.Empty(options.ConnectionString);
    }

    private static StorageOptions WithAddresses(string format) => new()
    {
        BlobServiceUri = format.Replace("{0}", "blob", StringComparison.Ordinal),
        QueueServiceUri = format.Replace("{0}", "queue", StringComparison.Ordinal),
        TableServiceUri = format.Replace("{0}", "table", StringComparison.Ordinal),
        ClientId = "c1",
    };

    private static string Faults(StorageOptions options) => new StorageOptionsValidator().Validate(null, options).FailureMessage ?? string.Empty;
}
