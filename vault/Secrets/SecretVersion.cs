namespace HzFunctions.Vault.Secrets;

/// <summary>One version of a secret.</summary>
/// <param name="Version">Its id in the vault.</param>
/// <param name="Value">The secret.</param>
public sealed record SecretVersion(string Version, string Value)
{
    /// <summary>Never shows the secret.</summary>
    public override string ToString() => Version;
}
