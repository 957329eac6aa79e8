namespace HzFunctions.Vault;

/// <summary>The Azure Key Vault of a deployment (setting section <c>Vault</c>).</summary>
public sealed class VaultOptions
{
    /// <summary>The setting of the user-assigned identity, the same for all of Azure's libraries.</summary>
    public const string ClientIdSetting = "AZURE_CLIENT_ID";

    /// <summary>The vault's address, <c>https://{name}.vault.azure.net</c>; empty: there is none, and references to it lead nowhere.</summary>
    public string Uri { get; set; } = string.Empty;

    /// <summary>What tokens are asked for; empty: the domain of the vault, as <c>https://vault.azure.net/.default</c>, which fits every cloud.</summary>
    public string Scope { get; set; } = string.Empty;

    /// <summary>A PEM file with the authorities that the vault's certificate may come from; none: the system's.</summary>
    public string? TrustedCertificatesFile { get; set; }

    /// <summary>How many operations of the vault this process has under way at the same time, 1 to 500.</summary>
    public int CallsAtOnce { get; set; } = 32;

    /// <summary>The client id of the user-assigned identity (<c>AZURE_CLIENT_ID</c>); null: the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>Whether there is a vault.</summary>
    public bool IsPresent => Uri.Length > 0;

    /// <summary><see cref="Uri"/> as an address.</summary>
    public Uri Address => new(Uri);

    /// <summary><see cref="Scope"/>, or what follows from the vault's address.</summary>
    public string TokenScope => Scope.Length > 0 ? Scope : $"https://{Address.Host[(Address.Host.IndexOf('.', StringComparison.Ordinal) + 1)..]}/.default";
}
