using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Operations;

/// <summary><c>reconcile</c>: has a day of a car park reconciled now.</summary>
internal static class ReconcileCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var day = new Option<DateOnly>("--day") { Description = "The business day, yyyy-MM-dd.", Required = true };
        var beyond = new Option<bool>("--beyond-limits") { Description = "Send again also where more is missing than is sent again by itself." };
        var (gateway, site, actor, json) = (GatewayOptions.Admin(), HzOptions.Site(required: true), HzOptions.Actor(), HzOptions.Json());
        var command = new Command("reconcile", "Has a day of a car park reconciled with the city brain now.") { site, day, beyond, actor, json };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var order = new JsonObject
            {
                ["site"] = parsed.GetRequiredValue(site),
                ["day"] = ChinaTime.FormatDay(parsed.GetValue(day)),
                ["beyondLimits"] = parsed.GetValue(beyond),
                ["actor"] = parsed.GetValue(actor),
            };
            var begun = await client.MustAsync(HttpMethod.Post, "ops/reconciliations", order, cancellationToken);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json) ? begun.ToPlainJson() : begun.ToReadableJson());
            return ExitCode.Done;
        });
        return command;
    }
}
