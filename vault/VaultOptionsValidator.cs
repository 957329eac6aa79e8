using Microsoft.Extensions.Options;

namespace HzFunctions.Vault;

/// <summary>Reads the settings at start-up.</summary>
public sealed class VaultOptionsValidator : IValidateOptions<VaultOptions>
{
    private const int MostCallsAtOnce = 500;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, VaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.IsPresent && !IsVaultAddress(options.Uri))
        {
            faults.Add("Vault:Uri: is no https address without a path.");
        }

        if (options.Scope.Length > 0 && !System.Uri.TryCreate(options.Scope, UriKind.Absolute, out _))
        {
            faults.Add("Vault:Scope: is no scope as https://vault.azure.net/.default.");
        }

        if (options.CallsAtOnce is < 1 or > MostCallsAtOnce)
        {
            faults.Add($"Vault:CallsAtOnce: is not in 1..{MostCallsAtOnce}.");
        }

        if (options.TrustedCertificatesFile is { } file && !File.Exists(file))
        {
            faults.Add("Vault:TrustedCertificatesFile: there is no such file.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsVaultAddress(string text) =>
        System.Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == System.Uri.UriSchemeHttps && address.PathAndQuery == "/" && address.UserInfo.Length == 0;
}
