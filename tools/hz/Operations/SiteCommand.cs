using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Operations;

/// <summary>
/// <c>site</c>: registers an access and a car park, and makes the car park's first key. Called again it changes what differs and makes no other key, unless it is
/// told to.
/// </summary>
internal static class SiteCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var options = new SiteOptions();
        var (gateway, json) = (GatewayOptions.Admin(), HzOptions.Json());
        var command = new Command("site", "Registers an access and a car park of it, and prints the car park's key, which is shown this once.") { json };
        options.AddTo(command);
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            await client.MustAsync(HttpMethod.Put, "ops/sites/accesses", options.Access(parsed), cancellationToken);
            var site = (string)(await client.MustAsync(HttpMethod.Put, "ops/sites", options.CarPark(parsed), cancellationToken))["site"]!;
            var isOpen = await HasKeyAsync(client, site, cancellationToken);
            var key = isOpen && !parsed.GetValue(options.NewKey)
                ? null
                : (string)(await client.MustAsync(HttpMethod.Post, "ops/sites/keys", options.Name(parsed), cancellationToken))["key"]!;
            await terminal.Output.WriteLineAsync(parsed.GetValue(json)
                ? new JsonObject { ["site"] = site, ["key"] = key }.ToPlainJson()
                : $"site={site}\n{(key is null ? "It has a key already; --new-key makes another." : $"key={key}")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<bool> HasKeyAsync(GatewayClient client, string site, CancellationToken cancellationToken)
    {
        var sites = await client.MustAsync(HttpMethod.Get, "ops/sites", body: null, cancellationToken);
        return sites["sites"]!.AsArray().Any(known => (string)known!["site"]! == site && known["keys"]!.AsArray().Count > 0);
    }
}
