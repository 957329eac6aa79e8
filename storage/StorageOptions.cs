namespace HzFunctions.Storage;

/// <summary>
/// Where the tables, the queues and the blobs of both programs are: a connection string, or the addresses of the three services and the managed identity
/// that may use them. The app settings are those by which the Functions host finds them.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The app setting with the connection string, and the section of the others (<c>AzureWebJobsStorage__tableServiceUri</c> …).</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>The connection string in <see cref="Setting"/>; empty: the identity is used.</summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>The address of the blob service.</summary>
    public string BlobServiceUri { get; set; } = string.Empty;

    /// <summary>The address of the queue service.</summary>
    public string QueueServiceUri { get; set; } = string.Empty;

    /// <summary>The address of the table service.</summary>
    public string TableServiceUri { get; set; } = string.Empty;

    /// <summary>The client id of the user-assigned identity; empty: the system-assigned one.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>For whom tokens are asked. It is this one in Azure China too.</summary>
    public string Audience { get; set; } = "https://storage.azure.com";
}
