using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace HzFunctions.Storage;

/// <summary>Reads the connection string or the addresses at start-up: what is none would otherwise show with the first call.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Missing =
        $"{StorageOptions.Setting}: is missing, or no connection string of a storage account; nor are there {StorageOptions.Setting}__blobServiceUri, "
        + "__queueServiceUri and __tableServiceUri.";

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var addresses = new[] { options.BlobServiceUri, options.QueueServiceUri, options.TableServiceUri };
        if (options.ConnectionString.Length > 0 || addresses.All(address => address.Length == 0))
        {
            return IsConnectionString(options.ConnectionString) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(Missing);
        }

        // A token goes over TLS alone.
        return addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{StorageOptions.Setting}__blobServiceUri, __queueServiceUri and __tableServiceUri: each must be an address that begins with https.");
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new TableServiceClient(text);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            // What was given instead may be a key: it is not shown.
            return false;
        }
    }
}
