using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace HzFunctions.Storage;

/// <summary>The clients of the storage account that the Functions host uses too (setting <c>AzureWebJobsStorage</c>).</summary>
public sealed class StorageClients
{
    /// <summary>Prepares the clients; nothing is sent yet.</summary>
    /// <param name="options">Which account.</param>
    /// <param name="retry">Changes how calls are tried again; null: as the libraries do it.</param>
    public StorageClients(StorageOptions options, Action<RetryOptions>? retry = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tables = new TableClientOptions { Audience = new TableAudience(options.Audience) };
        var queues = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06)
        {
            MessageEncoding = QueueMessageEncoding.None,
            Audience = new QueueAudience(options.Audience),
        };
        var blobs = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06) { Audience = new BlobAudience(options.Audience) };
        foreach (var client in new ClientOptions[] { tables, queues, blobs })
        {
            retry?.Invoke(client.Retry);
        }

        if (options.ConnectionString.Length > 0)
        {
            Tables = new TableServiceClient(options.ConnectionString, tables);
            Queues = new QueueServiceClient(options.ConnectionString, queues);
            Blobs = new BlobServiceClient(options.ConnectionString, blobs);
            return;
        }

        var identity = Identity(options);
        Tables = new TableServiceClient(new Uri(options.TableServiceUri), identity, tables);
        Queues = new QueueServiceClient(new Uri(options.QueueServiceUri), identity, queues);
        Blobs = new BlobServiceClient(new Uri(options.BlobServiceUri), identity, blobs);
    }

    /// <summary>The tables.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>The queues; messages are text, as the host reads them.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>The blobs.</summary>
    public BlobServiceClient Blobs { get; }

    private static ManagedIdentityCredential Identity(StorageOptions options) => new(
        options.ClientId.Length > 0 ? ManagedIdentityId.FromUserAssignedClientId(options.ClientId) : ManagedIdentityId.SystemAssigned);
}
