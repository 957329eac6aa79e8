using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>Reads the connection string at start-up: one that is none would otherwise show with the first message.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        try
        {
            _ = new QueueServiceClient(options.ConnectionString);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            // What was given instead may be a key.
            return ValidateOptionsResult.Fail($"{StorageOptions.Setting}: is missing, or no connection string of a storage account.");
        }
    }
}
