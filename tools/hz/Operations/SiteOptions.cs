using System.CommandLine;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz.Operations;

/// <summary>What registers an access and a car park, under the names of <c>/ops/sites</c>.</summary>
internal sealed class SiteOptions
{
    private readonly Option<string> _baseAddress = new("--base-address") { Description = "The city brain's address; of a new access." };
    private readonly Option<string> _privateKey = new("--private-key") { Description = "Where the service finds the private key, as file:/keys/1001.pem; of a new access." };
    private readonly Option<string> _platformKey = new("--platform-key") { Description = "A file here with the city brain's public key." };
    private readonly Option<string> _hash = new("--hash") { Description = "md5, sha1 or sha256.", DefaultValueFactory = _ => "md5" };
    private readonly Option<string> _mqtt = new("--mqtt") { Description = "The city brain's broker, as mqtts://host:8883." };
    private readonly Option<string> _mqttPassword = new("--mqtt-password") { Description = "Where the service finds its password, as file:/keys/mqtt." };
    private readonly Option<string> _downlink = new("--downlink") { Description = "bridge or own." };
    private readonly Option<string> _parkingName = new("--parking-name") { Description = "场库名称; of a new car park." };
    private readonly Option<string> _webhook = new("--webhook") { Description = "The car park's webhook." };
    private readonly Option<string> _webhookSecret = new("--webhook-secret") { Description = "Where the service finds its secret, as file:/keys/hook." };
    private readonly Option<string> _bills = new("--bills") { Description = "driven or passthrough." };
    private readonly Option<bool> _severalExits = new("--several-exits-with-etc") { Description = "Several exits, with ETC: outNum may not be empty." };

    /// <summary>Of which access it is.</summary>
    public Option<string> AccessId { get; } = new("--access-id") { Description = "接入系统编号.", Required = true };

    /// <summary>Which car park it is.</summary>
    public Option<string> ParkingCode { get; } = new("--parking-code") { Description = "场库编号.", Required = true };

    /// <summary>Whether what is registered is written over.</summary>
    public Option<bool> Replace { get; } = new("--replace") { Description = "Registers anew; what is not named here is reset." };

    /// <summary>Whether another key is made.</summary>
    public Option<bool> NewKey { get; } = new("--new-key") { Description = "Make another key though there is one." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            AccessId, _baseAddress, _privateKey, _platformKey, _hash, _mqtt, _mqttPassword, _downlink, ParkingCode, _parkingName, _webhook, _webhookSecret, _bills,
            _severalExits, Replace, NewKey,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public JsonObject Access(ParseResult parsed) => new()
    {
        ["accessID"] = parsed.GetValue(AccessId),
        ["baseAddress"] = Needed(parsed, _baseAddress),
        ["privateKey"] = Needed(parsed, _privateKey),
        ["platformKey"] = parsed.GetValue(_platformKey) is { } file ? HzOptions.ReadFile(file) : null,
        ["envelope"] = new JsonObject { ["hash"] = parsed.GetValue(_hash) },
        ["mqtt"] = parsed.GetValue(_mqtt) is { } address ? new JsonObject { ["address"] = address, ["password"] = parsed.GetValue(_mqttPassword) } : null,
        ["downlink"] = parsed.GetValue(_downlink),
    };

    public JsonObject CarPark(ParseResult parsed) => new()
    {
        ["accessID"] = parsed.GetValue(AccessId),
        ["parkingCode"] = parsed.GetValue(ParkingCode),
        ["parkingName"] = Needed(parsed, _parkingName),
        ["webhook"] = parsed.GetValue(_webhook) is { } url ? new JsonObject { ["url"] = url, ["secret"] = parsed.GetValue(_webhookSecret) } : null,
        ["bills"] = parsed.GetValue(_bills),
        ["severalExitsWithEtc"] = parsed.GetValue(_severalExits),
    };

    public JsonObject Name(ParseResult parsed) => new() { ["accessID"] = parsed.GetValue(AccessId), ["parkingCode"] = parsed.GetValue(ParkingCode) };

    private static string Needed(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) ?? throw new HzFault(ExitCode.Usage, $"{option.Name}: missing, and wanted of what is registered");
}
