namespace HzFunctions.MqttBridge.Directory;

/// <summary>Follows the reference to a secret: <c>file:{path}</c>. Read anew for each connection, so that a changed secret needs no restart.</summary>
internal static class SecretReference
{
    private const string Scheme = "file:";

    /// <exception cref="MisconfiguredAccessException">The reference leads to no secret.</exception>
    public static async Task<string> ReadAsync(string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new MisconfiguredAccessException("the reference to its password begins with no scheme that is known here (file:)");
        }

        try
        {
            var text = await File.ReadAllTextAsync(reference[Scheme.Length..], cancellationToken).ConfigureAwait(false);
            return text.TrimEnd('\r', '\n');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MisconfiguredAccessException("the file of its password cannot be read", fault);
        }
    }
}
