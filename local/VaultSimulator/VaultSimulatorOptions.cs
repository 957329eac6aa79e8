namespace HzFunctions.Local.VaultSimulator;

/// <summary>How to run the vault's simulator.</summary>
internal sealed record VaultSimulatorOptions
{
    /// <summary>What tokens must be made for.</summary>
    public const string Resource = "https://vault.local";

    /// <summary>The loopback port of the vault itself, https; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The loopback port of the identity endpoint and of the admin calls, http; 0 takes a free one.</summary>
    public int AdminPort { get; init; }

    /// <summary>Where its keys, secrets and certificate are.</summary>
    public required string StateFolder { get; init; }

    /// <summary>What the identity endpoint wants to see in its header.</summary>
    public required string IdentitySecret { get; init; }
}
