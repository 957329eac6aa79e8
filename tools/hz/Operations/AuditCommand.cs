using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Operations;

/// <summary><c>audit</c>: one parking act in order.</summary>
internal static class AuditCommand
{
    private static readonly string[] Heading = ["AT", "WHAT", "ABOUT", "CODE", "WORDS"];

    public static Command Create(HzTerminal terminal)
    {
        var uid = new Argument<string>("uid") { Description = "流水号, as arrival and departure have it." };
        var (gateway, site, json) = (GatewayOptions.Admin(), HzOptions.Site(required: false), HzOptions.Json());
        var command = new Command("audit", "Tells one parking act in order: records, bill, payments, what was sent down, confirmations.") { uid, site, json };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var query = parsed.GetValue(site) is { } asked ? $"?site={Uri.EscapeDataString(asked)}" : string.Empty;
            var told = await client.MustAsync(HttpMethod.Get, $"ops/audit/{Uri.EscapeDataString(parsed.GetRequiredValue(uid))}{query}", body: null, cancellationToken);
            if (parsed.GetValue(json))
            {
                await terminal.Output.WriteLineAsync(told.ToPlainJson());
                return ExitCode.Done;
            }

            foreach (var stay in told["stays"]!.AsArray())
            {
                await terminal.Output.WriteLineAsync((string)stay!["site"]!);
                await terminal.Output.WriteTableAsync(Heading, [.. stay["entries"]!.AsArray().Select(entry => Row(entry!))]);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(JsonNode entry) =>
    [
        Tables.ChinaTime(entry["at"]),
        (string)entry["what"]!,
        (string)entry["about"]!,
        (string?)entry["resultCode"] ?? string.Empty,
        string.Join(' ', new[] { (string?)entry["msg"], entry["actor"] is { } actor ? $"({actor})" : null }.OfType<string>()),
    ];
}
