using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>Where a task hub is kept: the tables {Hub}Instances and {Hub}History, and the container {hub}-applease.</summary>
internal sealed class HubStorage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public HubStorage(string connectionString, string hubName)
    {
        var tables = new TableServiceClient(connectionString, Unretried(new TableClientOptions()));
        Instances = tables.GetTableClient($"{hubName}Instances");
        History = tables.GetTableClient($"{hubName}History");
        var blobs = new BlobServiceClient(connectionString, Unretried(new BlobClientOptions()));
        Container = blobs.GetBlobContainerClient($"{hubName.ToLowerInvariant()}-applease");
    }

    /// <summary>A row for each instance: its newest state. What stands here is committed.</summary>
    public TableClient Instances { get; }

    /// <summary>A partition for each instance: turns and messages.</summary>
    public TableClient History { get; }

    /// <summary>The lease, and the key of the management API.</summary>
    public BlobContainerClient Container { get; }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Instances.CreateIfNotExistsAsync(cancellationToken);
        await History.CreateIfNotExistsAsync(cancellationToken);
        await Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    // StorageRetry does it, and knows when the host stops.
    private static T Unretried<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = Patience;
        return options;
    }
}
