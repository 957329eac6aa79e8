using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>
/// The clients of the storage account that the function app uses too. One attempt each, briefly: whoever calls tries again and knows how
/// long it may.
/// </summary>
internal sealed class StorageClients
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);

    public StorageClients(StorageOptions options)
    {
        var tables = OneAttempt(new TableClientOptions { Audience = new TableAudience(options.Audience) });
        var queues = OneAttempt(new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06)
        {
            MessageEncoding = QueueMessageEncoding.None,
            Audience = new QueueAudience(options.Audience),
        });
        var blobs = OneAttempt(
            new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06) { Audience = new BlobAudience(options.Audience) });
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

    public TableServiceClient Tables { get; }

    public QueueServiceClient Queues { get; }

    public BlobServiceClient Blobs { get; }

    private static ManagedIdentityCredential Identity(StorageOptions options) => new ManagedIdentityCredential(
        options.ClientId.Length > 0 ? ManagedIdentityId.FromUserAssignedClientId(options.ClientId) : ManagedIdentityId.SystemAssigned);

    private static TOptions OneAttempt<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = CallLimit;
        return options;
    }
}
