namespace HzFunctions.Functions.Secrets;

/// <summary>Gives the secret that a setting points to.</summary>
internal interface ISecretSource
{
    /// <summary>Reads a secret.</summary>
    /// <exception cref="SecretUnreadableException">The reference leads to no secret.</exception>
    Task<byte[]> ReadAsync(string reference, CancellationToken cancellationToken);
}

/// <summary>A reference leads to no secret; the message names neither.</summary>
internal sealed class SecretUnreadableException(string message, Exception? cause = null) : Exception(message, cause);
