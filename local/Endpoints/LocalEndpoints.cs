using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.Local.Endpoints;

/// <summary>Where everything of a local run is found, and the keys to it: the file <c>endpoints.json</c>.</summary>
internal sealed record LocalEndpoints
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public required Uri Gateway { get; init; }

    public required string AdminKey { get; init; }

    /// <summary>The city brain's key for what it calls at the gateway (§4.6); null where indoor guidance is not played.</summary>
    public string? CityBrainKey { get; init; }

    public required Uri CityBrain { get; init; }

    public required Uri CityBrainAdmin { get; init; }

    /// <summary>Where the vault is made to fail; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Uri? VaultAdmin { get; init; }

    /// <summary>The city brain's MQTT broker.</summary>
    public required Uri Mqtt { get; init; }

    public required IReadOnlyList<CarParkEndpoint> CarParks { get; init; }

    public static LocalEndpoints Read(string path) => JsonSerializer.Deserialize<LocalEndpoints>(File.ReadAllText(path), Format)!;

    /// <summary>The car parks that a file names; none where there is no file.</summary>
    public static IReadOnlyList<CarParkEndpoint> CarParksIn(string path) => File.Exists(path) ? Read(path).CarParks : [];

    /// <summary>Replaces the file in one step: whoever waits for it never sees half of it.</summary>
    public void Write(string path)
    {
        var draft = path + ".new";
        OwnerOnlyFile.Write(draft, JsonSerializer.Serialize(this, Format));
        File.Move(draft, path, overwrite: true);
    }
}
