using System.Text.Json;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Vault.Keys;
using HzFunctions.Vault.Tests.Support;

namespace HzFunctions.Vault.Tests.Keys;

/// <summary>Keys that never leave the vault.</summary>
public sealed class VaultKeyTests
{
    private const string Name = "A00001";

    private static readonly VaultReference Reference = new(Name, null);
    private static readonly string Vectors = Path.Combine(AppContext.BaseDirectory, "vectors");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_vault_seals_is_byte_for_byte_what_OpenSSL_makes_of_the_same_key()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name, await File.ReadAllTextAsync(Path.Combine(Vectors, "carpark-2048.pkcs8.pem"), Stop));
        using var keys = vault.Keys();
        var key = (await keys.ReadAsync(Reference, asOfNow: false, Stop))[0];
        using var vectors = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Vectors, "envelopes.json"), Stop));

        foreach (var vector in vectors.RootElement.EnumerateArray().Where(vector => Text(vector, "key") == "carpark-2048"))
        {
            var hash = Text(vector, "signature") == "MD5withRSA" ? SignatureHash.Md5 : SignatureHash.Sha256;
            var message = await EnvelopeSealer.SealAsync(Text(vector, "plaintext"), key, new EnvelopeSettings { Hash = hash }, null, Stop);
            Assert.Equal((Text(vector, "cipher"), Text(vector, "sign")), (message.Cipher, message.Sign));
        }
    }

    [Fact]
    public async Task The_blocks_of_one_message_are_signed_side_by_side_and_never_more_than_are_allowed()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        using var keys = vault.Keys(vault.Options(callsAtOnce: 4));
        var key = (await keys.ReadAsync(Reference, asOfNow: false, Stop))[0];
        vault.Simulator.Faults.HoldUntil(4);

        var message = await EnvelopeSealer.SealAsync(new string('x', 245 * 40), key, EnvelopeSettings.Default, null, Stop);

        Assert.Equal(40 * 256, Convert.FromBase64String(message.Cipher).Length);
        Assert.Equal(4, vault.Simulator.Faults.MostUnderWay);
    }

    [Fact]
    public async Task After_a_429_nothing_is_asked_until_its_Retry_After_is_over_and_then_everything_succeeds()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        using var keys = vault.Keys();
        var key = (await keys.ReadAsync(Reference, asOfNow: false, Stop))[0];
        vault.Simulator.Faults.ThrottleCalls(1, retryAfterSeconds: 7);
        var signs = vault.Simulator.Faults.Signs;
        var first = key.ApplyAsync(new byte[34], Stop).AsTask();
        await vault.Time.WaitedForAsync(waits: 1);
        var second = key.ApplyAsync(new byte[34], Stop).AsTask();
        await vault.Time.WaitedForAsync(waits: 2);
        vault.Time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal((false, false, signs), (first.IsCompleted, second.IsCompleted, vault.Simulator.Faults.Signs));
        vault.Time.Advance(TimeSpan.FromSeconds(0.2));

        await Task.WhenAll(first, second);
        Assert.Equal(1, vault.Simulator.Faults.Throttles);
    }

    [Fact]
    public async Task A_429_that_lasts_longer_than_anybody_may_wait_says_that_the_key_cannot_be_used_at_present()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        using var keys = vault.Keys();
        var key = (await keys.ReadAsync(Reference, asOfNow: false, Stop))[0];
        vault.Simulator.Faults.ThrottleCalls(1, retryAfterSeconds: 60);

        var fault = await Assert.ThrowsAsync<KeyUnavailableException>(() => key.ApplyAsync(new byte[34], Stop).AsTask());

        Assert.Contains("429", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waits_for_a_vault_that_throttles_can_give_up()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        using var keys = vault.Keys();
        var key = (await keys.ReadAsync(Reference, asOfNow: false, Stop))[0];
        vault.Simulator.Faults.ThrottleCalls(1, retryAfterSeconds: 7);
        using var limit = new CancellationTokenSource();
        var waiting = key.ApplyAsync(new byte[34], limit.Token).AsTask();
        await vault.Time.WaitedForAsync(waits: 1);

        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_vault_that_signs_digests_but_refuses_blocks_is_told_apart_and_the_fallback_is_named()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        vault.Simulator.Faults.RefusesBlocks = true;
        using var keys = vault.Keys();

        var fault = await Assert.ThrowsAsync<InvalidKeyException>(() => keys.ReadAsync(Reference, asOfNow: false, Stop).AsTask());
        var unproven = await keys.FetchAsync(Reference, Stop);
        var proof = await KeyProof.RunAsync(unproven, unproven.PublicKey, Stop);

        Assert.Contains("vault-secret:", fault.Message, StringComparison.Ordinal);
        Assert.Equal((true, false, false), (proof.SignsDigests, proof.SignsBlocks, proof.IsProven));
    }

    [Fact]
    public async Task A_rotated_key_is_seen_at_once_by_whoever_asks_for_now_and_the_version_before_it_stays_in_use()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        using var keys = vault.Keys();
        var before = Assert.Single(await keys.ReadAsync(Reference, asOfNow: false, Stop));
        vault.Simulator.MakeKey(Name);
        vault.Simulator.MakeKey(Name);

        var known = await keys.ReadAsync(Reference, asOfNow: false, Stop);
        var now = await keys.ReadAsync(Reference, asOfNow: true, Stop);
        var pinned = await keys.ReadAsync(Reference with { Version = before.Version }, asOfNow: true, Stop);

        Assert.Equal(before.Version, Assert.Single(known).Version);
        var versions = vault.Simulator.Contents.Versions("keys", Name).Select(version => version.Version).ToList();
        Assert.Equal([versions[2], versions[1]], now.Select(key => key.Version));
        Assert.Equal(before.Version, Assert.Single(pinned).Version);
    }

    [Fact]
    public async Task A_version_that_is_disabled_or_not_yet_due_is_not_used()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        vault.Simulator.MakeKey(Name);
        var versions = vault.Simulator.Contents.Versions("keys", Name);
        vault.Simulator.Contents.Disable("keys", Name, versions[1].Version);
        vault.Simulator.Contents.Add("keys", Name, versions[0].Value, notBefore: vault.Time.GetUtcNow() + TimeSpan.FromDays(1));
        using var keys = vault.Keys();

        var usable = await keys.ReadAsync(Reference, asOfNow: false, Stop);

        Assert.Equal(versions[0].Version, Assert.Single(usable).Version);
    }

    [Fact]
    public async Task A_key_that_is_not_there_or_a_vault_that_is_none_is_no_key_and_not_a_key_that_is_away()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        using var keys = vault.Keys();
        using var nowhere = vault.Keys(new VaultOptions());

        var missing = await Assert.ThrowsAnyAsync<InvalidKeyException>(() => keys.ReadAsync(Reference, asOfNow: false, Stop).AsTask());
        var without = await Assert.ThrowsAnyAsync<InvalidKeyException>(() => nowhere.ReadAsync(Reference, asOfNow: false, Stop).AsTask());

        Assert.Contains("no such key", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Vault__Uri", without.Message, StringComparison.Ordinal);
        Assert.All([missing, without], fault => Assert.IsNotType<KeyUnavailableException>(fault));
    }

    [Fact]
    public async Task A_token_for_another_resource_is_refused_and_the_refusal_names_the_setting()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        var options = vault.Options();
        options.Scope = "https://vault.azure.net/.default";
        using var keys = vault.Keys(options);

        var fault = await Assert.ThrowsAnyAsync<InvalidKeyException>(() => keys.ReadAsync(Reference, asOfNow: false, Stop).AsTask());

        Assert.Contains("Vault__Scope", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_whose_certificate_nobody_vouches_for_is_not_spoken_to()
    {
        await using var vault = await VaultUnderTest.StartAsync();
        vault.Simulator.MakeKey(Name);
        var options = vault.Options();
        options.TrustedCertificatesFile = null;
        using var keys = vault.Keys(options);
        var reading = keys.FetchAsync(Reference, Stop);

        await vault.Time.PassUntilAsync(reading);

        await Assert.ThrowsAsync<KeyUnavailableException>(() => reading);
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
