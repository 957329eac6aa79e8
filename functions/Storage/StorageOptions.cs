namespace HzFunctions.Functions.Storage;

/// <summary>Where the journal, the photos and the queues are.</summary>
internal sealed class StorageOptions
{
    /// <summary>The app setting, which the Functions host reads too.</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>The connection string in <see cref="Setting"/>.</summary>
    public string ConnectionString { get; set; } = string.Empty;
}
