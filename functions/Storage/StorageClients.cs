using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace HzFunctions.Functions.Storage;

/// <summary>The clients of the storage account that the Functions host uses too (setting <c>AzureWebJobsStorage</c>).</summary>
internal sealed class StorageClients(StorageOptions options)
{
    public TableServiceClient Tables { get; } = new(options.ConnectionString);

    public QueueServiceClient Queues { get; } = new(
        options.ConnectionString,
        new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.None });

    public BlobServiceClient Blobs { get; } = new(
        options.ConnectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));
}
