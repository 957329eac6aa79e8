using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Operations;

/// <summary><c>dead-letters</c>: lists, shows, sends again and gives up what the city brain has refused.</summary>
internal static class DeadLettersCommand
{
    private static readonly string[] Heading = ["RECEIPT", "REFUSED", "CODE", "WORDS"];

    public static Command Create(HzTerminal terminal) => new("dead-letters", "Lists, shows, sends again and gives up what the city brain has refused.")
    {
        List(terminal),
        Show(terminal),
        Change(terminal, "replay", "Sends dead letters again: one, or all that fit.", needsReason: false),
        Change(terminal, "discard", "Gives dead letters up: one, or all that fit.", needsReason: true),
    };

    private static Command List(HzTerminal terminal)
    {
        var (gateway, site, json) = (GatewayOptions.Admin(), HzOptions.Site(required: true), HzOptions.Json());
        var command = new Command("list", "Lists the dead letters of a car park.") { site, json };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var letters = await AllAsync(client, parsed.GetRequiredValue(site), cancellationToken);
            if (parsed.GetValue(json))
            {
                await terminal.Output.WriteLineAsync(new JsonObject { ["deadLetters"] = letters }.ToPlainJson());
            }
            else
            {
                await terminal.Output.WriteTableAsync(Heading, [.. letters.Select(letter => Row(letter!))]);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(HzTerminal terminal)
    {
        var receipt = new Argument<string>("receipt");
        var (gateway, site) = (GatewayOptions.Admin(), HzOptions.Site(required: true));
        var command = new Command("show", "Shows what a dead letter holds, masked.") { receipt, site };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var path = $"ops/dead-letters/show?site={Uri.EscapeDataString(parsed.GetRequiredValue(site))}&receipt={Uri.EscapeDataString(parsed.GetRequiredValue(receipt))}";
            await terminal.Output.WriteLineAsync((await client.MustAsync(HttpMethod.Get, path, body: null, cancellationToken)).ToReadableJson());
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Change(HzTerminal terminal, string name, string description, bool needsReason)
    {
        var filters = new Dictionary<string, Option<string>>
        {
            ["receipt"] = new("--receipt") { Description = "One dead letter." },
            ["interface"] = new("--interface") { Description = "Only those of this interface." },
            ["resultCode"] = new("--code") { Description = "Only those refused with this code." },
            ["words"] = new("--words") { Description = "Only those whose refusal contains this text." },
        };
        var all = new Option<bool>("--all") { Description = "All of the car park." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = needsReason };
        var (gateway, site, actor, json) = (GatewayOptions.Admin(), HzOptions.Site(required: true), HzOptions.Actor(), HzOptions.Json());
        var command = new Command(name, description) { site, all, actor, json };
        foreach (var filter in filters.Values)
        {
            command.Add(filter);
        }

        if (needsReason)
        {
            command.Add(reason);
        }

        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var order = new JsonObject { ["site"] = parsed.GetRequiredValue(site), ["actor"] = parsed.GetValue(actor) };
            foreach (var (member, filter) in filters.Where(filter => parsed.GetValue(filter.Value) is not null))
            {
                order[member] = parsed.GetValue(filter);
            }

            if (order.Count == 2 && !parsed.GetValue(all))
            {
                throw new HzFault(ExitCode.Usage, "say which: --receipt, --interface, --code, --words or --all");
            }

            if (needsReason)
            {
                order["reason"] = parsed.GetValue(reason);
            }

            using var client = gateway.Open(parsed, terminal);
            var changed = await client.MustAsync(HttpMethod.Post, $"ops/dead-letters/{name}", order, cancellationToken);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json) ? changed.ToPlainJson() : $"{changed["count"]}");
            return (int)changed["count"]! > 0 ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    private static async Task<JsonArray> AllAsync(GatewayClient client, string site, CancellationToken cancellationToken)
    {
        var letters = new JsonArray();
        string? after = null;
        do
        {
            var query = $"?site={Uri.EscapeDataString(site)}{(after is null ? string.Empty : $"&after={Uri.EscapeDataString(after)}")}";
            var page = await client.MustAsync(HttpMethod.Get, $"ops/dead-letters{query}", body: null, cancellationToken);
            foreach (var letter in page["deadLetters"]!.AsArray())
            {
                letters.Add(letter!.DeepClone());
            }

            after = (string?)page["next"];
        }
        while (after is not null);
        return letters;
    }

    private static string[] Row(JsonNode letter) =>
        [(string)letter["receipt"]!, Tables.ChinaTime(letter["refusedAt"]), (string?)letter["resultCode"] ?? string.Empty, (string?)letter["msg"] ?? string.Empty];
}
