namespace HzFunctions.Vault.Tests;

/// <summary>References and settings.</summary>
public sealed class VaultReferenceTests
{
    [Theory]
    [InlineData("vault-key:A00001", "A00001", null)]
    [InlineData("vault-key:access-1/0123456789abcdef0123456789abcdef", "access-1", "0123456789abcdef0123456789abcdef")]
    public void A_reference_names_a_key_and_perhaps_its_version(string text, string name, string? version)
    {
        Assert.True(VaultReference.TryParse(text, VaultReference.KeyScheme, out var reference));

        Assert.Equal(new VaultReference(name, version), reference);
    }

    [Theory]
    [InlineData("vault-key:")]
    [InlineData("vault-key:a b")]
    [InlineData("vault-key:a/b/c")]
    [InlineData("vault-key:../secrets/a")]
    [InlineData("vault-key:a?x=1")]
    [InlineData("vault-key:a\n")]
    [InlineData("vault-secret:a")]
    [InlineData("file:/etc/key")]
    public void What_no_vault_can_hold_or_another_scheme_is_no_reference_to_a_key(string text) =>
        Assert.False(VaultReference.TryParse(text, VaultReference.KeyScheme, out _));

    [Theory]
    [InlineData("https://one.vault.azure.net", "https://vault.azure.net/.default")]
    [InlineData("https://one.vault.azure.cn/", "https://vault.azure.cn/.default")]
    public void The_scope_of_tokens_follows_from_the_cloud_that_the_vault_is_in(string uri, string scope)
    {
        var options = new VaultOptions { Uri = uri };

        Assert.True(new VaultOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(scope, options.TokenScope);
    }

    [Theory]
    [InlineData("http://one.vault.azure.net", "", 32, "Vault:Uri")]
    [InlineData("https://one.vault.azure.net/keys", "", 32, "Vault:Uri")]
    [InlineData("one", "", 32, "Vault:Uri")]
    [InlineData("https://one.vault.azure.net", "vault", 32, "Vault:Scope")]
    [InlineData("https://one.vault.azure.net", "", 0, "Vault:CallsAtOnce")]
    public void A_setting_that_no_vault_can_be_reached_with_is_refused_at_start_up(string uri, string scope, int callsAtOnce, string named)
    {
        var options = new VaultOptions { Uri = uri, Scope = scope, CallsAtOnce = callsAtOnce };

        Assert.Contains(named, new VaultOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }
}
