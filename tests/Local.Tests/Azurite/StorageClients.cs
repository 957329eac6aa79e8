using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace HzFunctions.Local.Tests.Azurite;

/// <summary>Clients of one emulator. A test that kills it wants to see each failure, so nothing is retried.</summary>
internal sealed class StorageClients(string connectionString)
{
    public TableServiceClient Tables { get; } = new(connectionString, new TableClientOptions { Retry = { MaxRetries = 0 } });

    public QueueServiceClient Queues { get; } = new(connectionString, new QueueClientOptions { Retry = { MaxRetries = 0 } });

    public BlobServiceClient Blobs { get; } = new(connectionString, new BlobClientOptions { Retry = { MaxRetries = 0 } });
}
