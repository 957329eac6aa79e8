using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Vault.Secrets;
using HzFunctions.Vault.Tests.Support;

namespace HzFunctions.Vault.Tests.Secrets;

/// <summary>Secrets that are read of the vault and remembered.</summary>
public sealed class VaultSecretsTests
{
    private const string Name = "mqtt-A00001";

    private static readonly VaultReference Reference = new(Name, null);
    private static readonly TimeSpan Outage = TimeSpan.FromDays(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_has_its_newest_version_first_and_the_one_before_it_behind()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        string[] values = ["first", "second", "third"];
        foreach (var value in values)
        {
            vault.Simulator.Contents.Add("secrets", Name, value);
        }

        var read = await vault.Secrets().ReadAsync(Reference, asOfNow: false, Stop);

        Assert.Equal(["third", "second"], read.Select(version => version.Value));
        Assert.DoesNotContain("third", read[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_five_minutes_is_given_out_once_more_and_read_again_meanwhile()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.Contents.Add("secrets", Name, "old");
        var secrets = vault.Secrets();
        await secrets.ReadAsync(Reference, asOfNow: false, Stop);
        vault.Simulator.Contents.Add("secrets", Name, "new");

        vault.Time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal("old", await NewestAsync(secrets));
        vault.Time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("old", await NewestAsync(secrets));

        await BecomesAsync(secrets, "new");
    }

    [Fact]
    public async Task Whoever_asks_for_now_gets_what_is_so_now()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.Contents.Add("secrets", Name, "old");
        var secrets = vault.Secrets();
        await secrets.ReadAsync(Reference, asOfNow: false, Stop);
        vault.Simulator.Contents.Add("secrets", Name, "new");

        Assert.Equal("new", (await secrets.ReadAsync(Reference, asOfNow: true, Stop))[0].Value);
        Assert.Equal("new", await NewestAsync(secrets));
    }

    [Fact]
    public async Task An_outage_of_the_vault_is_survived_by_what_was_read_before_and_ends_by_itself()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.Contents.Add("secrets", Name, "old");
        var secrets = vault.Secrets();
        await secrets.ReadAsync(Reference, asOfNow: false, Stop);
        vault.Simulator.Contents.Add("secrets", Name, "new");
        vault.Simulator.Faults.GoAwayFor(Outage);

        vault.Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal("old", (await secrets.ReadAsync(Reference, asOfNow: true, Stop))[0].Value);
        vault.Simulator.Faults.GoAwayFor(TimeSpan.Zero);
        vault.Time.Advance(TimeSpan.FromSeconds(10));

        await BecomesAsync(secrets, "new");
    }

    [Fact]
    public async Task A_secret_that_was_never_read_cannot_be_had_while_the_vault_is_away()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.Contents.Add("secrets", Name, "never seen");
        vault.Simulator.Faults.GoAwayFor(Outage);

        var fault = await Assert.ThrowsAsync<VaultSecretException>(() => vault.Secrets().ReadAsync(Reference, asOfNow: false, Stop).AsTask());

        Assert.DoesNotContain(Name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_was_deleted_is_forgotten()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.Contents.Add("secrets", Name, "old");
        var secrets = vault.Secrets();
        await secrets.ReadAsync(Reference, asOfNow: false, Stop);
        vault.Simulator.Contents.Delete("secrets", Name);

        await Assert.ThrowsAsync<VaultSecretException>(() => secrets.ReadAsync(Reference, asOfNow: true, Stop).AsTask());
        await Assert.ThrowsAsync<VaultSecretException>(() => secrets.ReadAsync(Reference, asOfNow: false, Stop).AsTask());
    }

    [Fact]
    public async Task A_disabled_version_is_passed_over_and_a_pinned_one_is_read_as_it_is()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        var first = vault.Simulator.Contents.Add("secrets", Name, "first");
        var second = vault.Simulator.Contents.Add("secrets", Name, "second");
        vault.Simulator.Contents.Disable("secrets", Name, second.Version);
        vault.Simulator.Contents.Add("secrets", Name, "third");

        Assert.Equal(["third", "first"], (await vault.Secrets().ReadAsync(Reference, asOfNow: false, Stop)).Select(version => version.Value));
        Assert.Equal("first", Assert.Single(await vault.Secrets().ReadAsync(Reference with { Version = first.Version }, asOfNow: false, Stop)).Value);
    }

    private static async Task<string> NewestAsync(VaultSecrets secrets) => (await secrets.ReadAsync(Reference, asOfNow: false, Stop))[0].Value;

    private static Task BecomesAsync(VaultSecrets secrets, string value) => Eventually.IsTrueAsync(async () => await NewestAsync(secrets) == value);
}
