using Azure.Core;
using Azure.Identity;
using HzFunctions.Vault.Keys;
using HzFunctions.Vault.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HzFunctions.Vault;

/// <summary>The vault among a program's services.</summary>
public static class VaultServices
{
    /// <summary>Adds keys and secrets of the vault; <see cref="VaultOptions"/>, a clock and a <see cref="Random"/> are the program's.</summary>
    public static void AddVault(this IServiceCollection services)
    {
        services.TryAddSingleton<TokenCredential>(provider => IdentityOf(provider.GetRequiredService<VaultOptions>()));
        services.AddSingleton<VaultConnection>();
        services.AddSingleton<VaultMetrics>();
        services.AddSingleton<VaultKeys>();
        services.AddSingleton<VaultSecrets>();
    }

    private static ManagedIdentityCredential IdentityOf(VaultOptions options) => new(
        string.IsNullOrEmpty(options.ClientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
}
