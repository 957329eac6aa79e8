using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Keys;

/// <summary>Keys in files, <c>file:{path}</c>: PEM, or the one line of Base64 that the platform issues.</summary>
internal sealed class FilePrivateKeySource : IPrivateKeySource
{
    /// <summary>How such a reference begins.</summary>
    public const string Scheme = "file:";

    public async Task<IPrivateKeyOperation> LoadAsync(string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new InvalidKeyException("The reference to a private key begins with no scheme that is known here (file:).");
        }

        try
        {
            return PrivateKeys.Load(await File.ReadAllTextAsync(reference[Scheme.Length..], cancellationToken).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidKeyException("The file of a private key cannot be read.", fault);
        }
    }
}
