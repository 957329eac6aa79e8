using HzFunctions.Local.VaultSimulator;
using HzFunctions.Vault.Tests.Support;

namespace HzFunctions.Hz.Tests;

/// <summary><c>vault-proof</c> against a vault's simulator, over https.</summary>
public sealed class VaultProofTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hzfunctions-vault-").FullName;
    private VaultSimulatorServer _vault = null!;

    public async ValueTask InitializeAsync()
    {
        _vault = new VaultSimulatorServer(
            new VaultSimulatorOptions { StateFolder = _folder, IdentitySecret = SimulatorCredential.Secret }, TimeProvider.System);
        await _vault.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _vault.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_key_that_makes_envelopes_is_proven_and_its_public_half_is_shown_for_the_city_brain()
    {
        var publicKey = _vault.MakeKey("A00001");

        var text = await ProveAsync("A00001");
        var json = await ProveAsync("A00001", "--json");

        Assert.Equal((0, string.Empty), (text.ExitCode, text.Error));
        Assert.Contains("signs full blocks: yes", text.Output, StringComparison.Ordinal);
        Assert.Contains(publicKey.Trim(), text.Output, StringComparison.Ordinal);
        Assert.True(json.Json.GetProperty("proven").GetBoolean());
    }

    [Fact]
    public async Task A_vault_that_refuses_full_blocks_is_told_and_so_is_the_way_out()
    {
        _vault.MakeKey("A00001");
        _vault.Faults.RefusesBlocks = true;

        var result = await ProveAsync("A00001");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("signs digests: yes\nsigns full blocks: no", result.Output, StringComparison.Ordinal);
        Assert.Contains("vault-secret:", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 1, "no such key")]
    [InlineData("a b", 2, "--key")]
    public async Task A_key_that_is_not_there_or_has_no_possible_name_is_told_apart(string key, int exitCode, string word)
    {
        var result = await ProveAsync(key);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(word, result.Error, StringComparison.Ordinal);
    }

    private Task<HzResult> ProveAsync(string key, params string[] more) => Hz.RunAsync(
        string.Empty,
        http: null,
        variables: null,
        [
            "vault-proof", "--vault", _vault.Address.ToString(), "--key", key, "--scope", $"{VaultSimulatorOptions.Resource}/.default",
            "--trust", VaultCertificate.FileIn(_folder), .. more,
        ],
        credential: new SimulatorCredential(_vault));
}
