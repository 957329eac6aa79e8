using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using HzFunctions.Local.FunctionsHost.Configuration;
using Newtonsoft.Json;

namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>Keeps what is remembered of timers, in blobs as the real host does.</summary>
internal sealed class TimerStatusStore(AppSettings settings)
{
    private const string Connection = "AzureWebJobsStorage";
    private const string ContainerName = "azure-webjobs-hosts";

    /// <summary>Whether there is a storage account to keep them in.</summary>
    public bool IsConfigured => settings.Find(Connection) is not null;

    /// <summary>What is remembered of a function's timer, or null.</summary>
    public async Task<TimerStatus?> ReadAsync(string functionName, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Container().GetBlobClient(BlobName(functionName)).DownloadContentAsync(cancellationToken);
            return JsonConvert.DeserializeObject<TimerStatus>(content.Value.Content.ToString());
        }
        catch (RequestFailedException error) when (error.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Remembers.</summary>
    public async Task WriteAsync(string functionName, TimerStatus status, CancellationToken cancellationToken)
    {
        var content = new BinaryData(JsonConvert.SerializeObject(status));
        var blob = Container().GetBlobClient(BlobName(functionName));
        try
        {
            await blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await Container().CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
    }

    private static string BlobName(string functionName) => $"timers/local/Host.Functions.{functionName}/status";

    private BlobContainerClient Container() => new(settings.Find(Connection), ContainerName);
}
