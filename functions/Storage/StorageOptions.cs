using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Storage;

/// <summary>Where the journal, the photos and the queues are.</summary>
internal sealed class StorageOptions
{
    /// <summary>The connection string in the setting <c>AzureWebJobsStorage</c>, which the Functions host reads too.</summary>
    [Required]
    public string ConnectionString { get; set; } = string.Empty;
}
