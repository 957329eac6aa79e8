namespace HzFunctions.MqttBridge.Storage;

/// <summary>Where the directory, the queue, the quarantine and the lease are.</summary>
internal sealed class StorageOptions
{
    /// <summary>The setting, the same as the function app's.</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>The connection string in <see cref="Setting"/>.</summary>
    public string ConnectionString { get; set; } = string.Empty;
}
