using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>
/// The clients of the storage account that the function app uses too. One attempt each, briefly: whoever calls tries again and knows how
/// long it may.
/// </summary>
internal sealed class StorageClients(StorageOptions options)
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);

    public TableServiceClient Tables { get; } = new(options.ConnectionString, OneAttempt(new TableClientOptions()));

    public QueueServiceClient Queues { get; } = new(
        options.ConnectionString,
        OneAttempt(new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.None }));

    public BlobServiceClient Blobs { get; } = new(
        options.ConnectionString, OneAttempt(new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06)));

    private static TOptions OneAttempt<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = CallLimit;
        return options;
    }
}
