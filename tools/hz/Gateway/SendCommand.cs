using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Hz.Gateway;

/// <summary><c>send</c>: calls one interface of the standard as a car park does.</summary>
internal static class SendCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var interfaceName = new Argument<string>("interface") { Description = "The interface, as uploadCarInData." };
        var photo = new Option<string>("--photo") { Description = "The JPEG of uploadPhoto." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only check it." };
        var (gateway, json) = (GatewayOptions.CarPark(), HzOptions.Json());
        var command = new Command("send", "Sends the JSON that is piped in (the object under data, or all of it) to an interface, and prints the answer.")
        {
            interfaceName, photo, dryRun, json,
        };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = gateway.Open(parsed, terminal);
            var body = Body(await terminal.ReadInputAsync(cancellationToken));
            if (parsed.GetValue(photo) is { } file)
            {
                body["file"] = Convert.ToBase64String(await ReadPhotoAsync(file, cancellationToken));
            }

            var name = parsed.GetRequiredValue(interfaceName);
            var path = $"api/v2/cp/{Uri.EscapeDataString(name)}{(parsed.GetValue(dryRun) ? "?dryRun=true" : string.Empty)}";
            var reply = await client.SendAsync(HttpMethod.Post, path, body, cancellationToken);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json) ? reply.Body.ToPlainJson() : reply.Body.ToReadableJson());
            return IsDone(name, reply) ? ExitCode.Done
                : reply.Status >= 500 ? ExitCode.Unreachable
                : ExitCode.No;
        });
        return command;
    }

    // The standard's answers to getPayResult and getOverDueResult have no resultCode (§3.2.9, §4.3.4).
    private static bool IsDone(string interfaceName, GatewayReply reply) => reply.Status == 200 && (reply.ResultCode is { } code
        ? code == "200"
        : StandardCatalogue.Instance.Find(interfaceName) is { } definition
            && definition.Response.All(field => field.Name != "resultCode")
            && definition.Response.Any(field => reply.Body.ContainsKey(field.Name)));

    private static JsonObject Body(string text)
    {
        try
        {
            var json = PlainJson.Parse(text) as JsonObject ?? throw new HzFault(ExitCode.Usage, "what was piped in is no JSON object");
            return json["data"] is JsonObject ? json : new JsonObject { ["data"] = json };
        }
        catch (JsonException)
        {
            throw new HzFault(ExitCode.Usage, "what was piped in is no JSON");
        }
    }

    private static async Task<byte[]> ReadPhotoAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HzFault(ExitCode.Usage, $"{path}: cannot be read");
        }
    }
}
