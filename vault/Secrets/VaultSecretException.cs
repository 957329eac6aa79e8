namespace HzFunctions.Vault.Secrets;

/// <summary>A secret cannot be had. The message says why, and names neither the secret nor anything of it.</summary>
public sealed class VaultSecretException : Exception
{
    /// <summary>Creates the exception with a reason that is safe to show.</summary>
    public VaultSecretException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a reason that is safe to show and what caused it.</summary>
    public VaultSecretException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a particular reason.</summary>
    public VaultSecretException() : base("The secret cannot be had.")
    {
    }

    internal VaultSecretException(string message, bool isGone, Exception? cause = null) : base(message, cause) => IsGone = isGone;

    /// <summary>Whether the vault says that there is no such secret.</summary>
    internal bool IsGone { get; }
}
