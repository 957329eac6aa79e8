using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.VaultSimulator;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>A whole run whose private keys are in a vault and nowhere else.</summary>
[Collection(WholeSystem.Name)]
public sealed partial class VaultTests
{
    private static readonly TimeSpan ComesWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task While_the_vault_throttles_and_its_keys_are_exchanged_not_one_event_is_refused_and_no_private_key_leaves_it()
    {
        RequiredTool.Require(OperatingSystem.IsLinux(), "The memory of a process is looked into through /proc.");
        string[] course = Scale.IsFull ? ["--throttle", "20s@20s", "--rotate-after", "30s"] : ["--throttle", "8s@4s", "--rotate-after", "8s", "--pay-later", "0"];
        await using var system = LocalSystemUnderTest.Start(["--keys", "vault", .. course]);
        await Condition.HoldsAsync($"the keys are exchanged\n{system.Output}", ComesWithin, () => Task.FromResult(system.Output.Contains("were rotated", StringComparison.Ordinal)));
        var before = await system.ForwardedAsync();
        await Condition.HoldsAsync($"events are forwarded under the new keys\n{system.Output}", ComesWithin, async () => await system.ForwardedAsync() > before + 100);

        var keys = VaultKeys(system);
        AssertNotInMemory(await system.ProcessOfAsync("handler"), keys);
        await system.InterruptAsync();
        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        AssertNotInFiles(system, keys);
        Assert.DoesNotContain(system.Ledger(LedgerEvent.Refused), line => line.ResultCode != "429");
        AssertEverythingWasForwarded(system);
    }

    private static IReadOnlyList<StoredVersion> VaultKeys(LocalSystemUnderTest system) =>
    [
        .. Directory.GetFiles(Path.Combine(system.State, "vault", "keys"))
            .SelectMany(file => JsonSerializer.Deserialize<List<StoredVersion>>(File.ReadAllText(file), JsonSerializerOptions.Web)!),
    ];

    private static void AssertNotInMemory(int handler, IReadOnlyList<StoredVersion> keys)
    {
        var numbers = keys.SelectMany(key => ProcessMemory.NumbersOf(key.Version, key.Value)).ToDictionary();
        var found = ProcessMemory.Find(handler, numbers);

        // That the public halves are found shows that the search would have found the private ones.
        Assert.Equal(6, keys.Count);
        Assert.Equal([.. keys.Select(key => $"{key.Version} public").Order()], found.Order());
    }

    private static void AssertNotInFiles(LocalSystemUnderTest system, IReadOnlyList<StoredVersion> keys)
    {
        var parts = keys.Select(PartOf).ToList();
        var files = Directory.GetFiles(system.State, "*", SearchOption.AllDirectories);
        var holders = files.Where(file => parts.Exists(part => File.ReadAllBytes(file).AsSpan().IndexOf(part) >= 0)).ToList();

        Assert.Equal(keys.Count / 2, holders.Count);
        Assert.All(holders, file => Assert.StartsWith(Path.Combine(system.State, "vault", "keys"), file, StringComparison.Ordinal));
    }

    // Of the private exponent and the primes, which follow the modulus; JSON writes a plus as something else.
    private static byte[] PartOf(StoredVersion key) =>
        Encoding.ASCII.GetBytes(key.Value.Split('\n')[8..24].SelectMany(line => line.Split('+')).MaxBy(piece => piece.Length)!);

    private static void AssertEverythingWasForwarded(LocalSystemUnderTest system)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(system.ReportFile));
        var accepted = report.RootElement.GetProperty("accepted").GetInt32();
        var states = report.RootElement.GetProperty("states").EnumerateObject().ToDictionary(state => state.Name, state => state.Value.GetInt32());
        Assert.True(accepted > 100, $"only {accepted} events were accepted: the run shows nothing\n{system.Output}");
        Assert.Equal(accepted, states.GetValueOrDefault("forwarded") + states.GetValueOrDefault("superseded"));
        var throttled = Throttled().Match(system.Output);
        Assert.True(int.Parse(throttled.Groups[1].Value, null) > 0, $"the vault throttled nobody: the run shows nothing\n{system.Output}");
    }

    [GeneratedRegex("([0-9]+) calls answered with 429")]
    private static partial Regex Throttled();
}
