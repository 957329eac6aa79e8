using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HzFunctions.Vault;

/// <summary>
/// Where something is in the vault: <c>vault-key:{name}</c> or <c>vault-secret:{name}</c>, whose newest version counts, or either with
/// <c>/{version}</c> behind it, which stays with that one.
/// </summary>
/// <param name="Name">The name of the key or secret.</param>
/// <param name="Version">Its version, or null.</param>
public sealed partial record VaultReference(string Name, string? Version)
{
    /// <summary>How the reference to a key begins.</summary>
    public const string KeyScheme = "vault-key:";

    /// <summary>How the reference to a secret begins.</summary>
    public const string SecretScheme = "vault-secret:";

    /// <summary>Reads what stands behind the scheme.</summary>
    /// <returns>False: it begins with another scheme, or names nothing that a vault can hold.</returns>
    public static bool TryParse(string text, string scheme, [NotNullWhen(true)] out VaultReference? reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scheme);
        var match = text.StartsWith(scheme, StringComparison.Ordinal) ? Form().Match(text[scheme.Length..]) : Match.Empty;
        reference = match.Success ? new VaultReference(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : null) : null;
        return reference is not null;
    }

    /// <summary>Name and version, as the vault's paths have them.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}/{Version}";

    [GeneratedRegex("^([0-9a-zA-Z-]{1,127})(?:/([0-9a-zA-Z]{1,64}))?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
