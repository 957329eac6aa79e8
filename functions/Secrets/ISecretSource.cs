using System.Text;

namespace HzFunctions.Functions.Secrets;

/// <summary>Gives the secret that a setting points to.</summary>
internal interface ISecretSource
{
    /// <summary>Reads the versions of a secret that are in use: the newest, and behind it the one before, which may still open what others have sealed.</summary>
    /// <param name="reference">Where the secret is.</param>
    /// <param name="asOfNow">Whether it is read where it is kept in any case; otherwise what is known may be some minutes old.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SecretUnreadableException">The reference leads to no secret.</exception>
    Task<IReadOnlyList<Secret>> ReadVersionsAsync(string reference, bool asOfNow, CancellationToken cancellationToken);

    /// <summary>Reads the newest version of a secret.</summary>
    /// <exception cref="SecretUnreadableException">The reference leads to no secret.</exception>
    async Task<byte[]> ReadAsync(string reference, CancellationToken cancellationToken) =>
        (await ReadVersionsAsync(reference, asOfNow: false, cancellationToken).ConfigureAwait(false))[0].Value;
}

/// <summary>One version of a secret.</summary>
/// <param name="Version">What tells it from the others; nothing of the secret.</param>
/// <param name="Value">The secret.</param>
internal sealed record Secret(string Version, byte[] Value)
{
    /// <summary>The secret as text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Value);

    /// <summary>Never shows the secret.</summary>
    public override string ToString() => Version;
}

/// <summary>A reference leads to no secret; the message names neither.</summary>
internal sealed class SecretUnreadableException(string message, Exception? cause = null) : Exception(message, cause);
