using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Operations;

/// <summary>
/// <c>site</c>: registers an access and a car park, and makes the car park's first key. What is registered is left as it is, since registering resets what is not
/// named, unless <c>--replace</c> is given; and no other key is made, unless <c>--new-key</c> is.
/// </summary>
internal static class SiteCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var options = new SiteOptions();
        var (gateway, json) = (GatewayOptions.Admin(), HzOptions.Json());
        var command = new Command("site", "Registers an access and a car park of it once, and prints the car park's key, which is shown this once.") { json };
        options.AddTo(command);
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var known = await client.MustAsync(HttpMethod.Get, "ops/sites", body: null, cancellationToken);
            var (site, isNew) = await RegisterAsync(client, options, parsed, known, cancellationToken);
            var key = HasKey(known, site) && !parsed.GetValue(options.NewKey)
                ? null
                : (string)(await client.MustAsync(HttpMethod.Post, "ops/sites/keys", options.Name(parsed), cancellationToken))["key"]!;
            await terminal.Output.WriteLineAsync(parsed.GetValue(json)
                ? new JsonObject { ["site"] = site, ["registered"] = isNew, ["key"] = key }.ToPlainJson()
                : string.Join('\n', Lines(site, isNew, key)));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<(string Site, bool IsNew)> RegisterAsync(
        GatewayClient client, SiteOptions options, ParseResult parsed, JsonObject known, CancellationToken cancellationToken)
    {
        var replaces = parsed.GetValue(options.Replace);
        var (accessId, parkingCode) = (parsed.GetValue(options.AccessId), parsed.GetValue(options.ParkingCode));
        var site = known["sites"]!.AsArray().FirstOrDefault(site => (string)site!["accessID"]! == accessId && (string)site["parkingCode"]! == parkingCode);
        if (site is not null && !replaces)
        {
            return ((string)site["site"]!, false);
        }

        // Nothing is begun that cannot be finished.
        var carPark = options.CarPark(parsed);
        if (replaces || known["accesses"]!.AsArray().All(access => (string)access! != accessId))
        {
            await client.MustAsync(HttpMethod.Put, "ops/sites/accesses", options.Access(parsed), cancellationToken);
        }

        return ((string)(await client.MustAsync(HttpMethod.Put, "ops/sites", carPark, cancellationToken))["site"]!, true);
    }

    private static bool HasKey(JsonObject known, string site) =>
        known["sites"]!.AsArray().Any(one => (string)one!["site"]! == site && one["keys"]!.AsArray().Count > 0);

    private static IEnumerable<string> Lines(string site, bool isNew, string? key)
    {
        yield return $"site={site}";
        if (!isNew)
        {
            yield return "It is registered already and stays as it is; --replace registers it anew.";
        }

        yield return key is null ? "It has a key already; --new-key makes another." : $"key={key}";
    }
}
