namespace HzFunctions.MqttBridge.Storage;

/// <summary>
/// Where the directory, the queue, the quarantine and the lease are: a connection string, or the addresses of the three services and the managed identity
/// that may use them. The settings are the same as the function app's.
/// </summary>
internal sealed class StorageOptions
{
    /// <summary>The setting with the connection string, and the section of the others (<c>AzureWebJobsStorage__tableServiceUri</c> …).</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>The connection string in <see cref="Setting"/>; empty: the identity is used.</summary>
    public string ConnectionString { get; internal set; } = string.Empty;

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
