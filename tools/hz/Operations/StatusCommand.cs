using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Operations;

/// <summary><c>status</c>: how each car park stands; of one, all its bills and downlinks by what became of them.</summary>
internal static class StatusCommand
{
    private static readonly string[] Heading = ["SITE", "NAME", "HEARD", "PENDING", "OLDEST", "REFUSED", "BILLS", "REVIEW", "DOWN", "CLOCK", ""];

    public static Command Create(HzTerminal terminal)
    {
        var (gateway, site, json) = (GatewayOptions.Admin(), HzOptions.Site(required: false), HzOptions.Json());
        var command = new Command("status", "Shows how each car park stands.") { site, json };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var query = parsed.GetValue(site) is { } asked ? $"?site={Uri.EscapeDataString(asked)}" : string.Empty;
            var status = await client.MustAsync(HttpMethod.Get, $"ops/status{query}", body: null, cancellationToken);
            if (parsed.GetValue(json))
            {
                await terminal.Output.WriteLineAsync(status.ToPlainJson());
                return ExitCode.Done;
            }

            await WriteAsync(terminal.Output, status);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(TextWriter output, JsonObject status)
    {
        var city = status["cityBrain"]!;
        await output.WriteLineAsync((bool?)city["up"] switch
        {
            null => "The city brain has not been called yet.",
            true => $"The city brain answers, since {Tables.ChinaTime(city["since"])}.",
            false => $"The city brain does not answer, since {Tables.ChinaTime(city["since"])}.",
        });
        await output.WriteLineAsync($"In quarantine: {status["quarantine"]?.ToString() ?? "unreadable"}.");
        var sites = status["sites"]!.AsArray().Select(site => site!.AsObject()).ToList();
        await output.WriteTableAsync(Heading, [.. sites.Select(Row)]);
        foreach (var (title, member) in new[] { ("Bills", "allBills"), ("Sent down", "allDownlinks") })
        {
            if (sites is [var alone] && alone[member] is JsonObject counts)
            {
                await output.WriteLineAsync($"{title}: {(counts.Count == 0 ? "none" : string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}")))}");
            }
        }
    }

    private static string[] Row(JsonObject site)
    {
        var (presence, bills, down) = (site["presence"]!, site["bills"]!, site["downlinks"]!);
        return
        [
            (string)site["site"]!,
            (string)site["parkingName"]!,
            (bool)site["disabled"]! ? "-" : (bool?)presence["online"] switch { null => "never", true => "online", false => "OFFLINE" },
            $"{site["pending"]}",
            ((int)site["pending"]! > 0) ? TimeSpan.FromSeconds(Math.Round((double)site["oldestPendingSeconds"]!)).ToString("c", CultureInfo.InvariantCulture) : "-",
            $"{site["refused"]}",
            $"{(int)bills["applying"]! + (int)bills["accepted"]!}",
            $"{bills["toReview"]}",
            $"{down["undelivered"]}/{down["unconfirmed"]}",
            presence["driftSeconds"] is { } drift ? ((double)drift).ToString("+0 s;-0 s;0 s", CultureInfo.InvariantCulture) : "-",
            Standing(site),
        ];
    }

    private static string Standing(JsonObject site) =>
        (bool)site["disabled"]! ? "disabled" : (bool)site["suspended"]! ? "access suspended" : site["backingOffUntil"] is not null ? "backing off" : string.Empty;
}
