using System.Text.Json.Nodes;

namespace HzFunctions.Infra.Tests.Compiler;

/// <summary>What a choice of parameters makes, as the compiler has predicted it (<see cref="CompilerTests"/> keeps it true).</summary>
internal sealed class Snapshot
{
    /// <summary>The defaults: Flex Consumption.</summary>
    public const string Flex = "flex";

    /// <summary>Everything that is off by default, on Elastic Premium.</summary>
    public const string Premium = "premium";

    public static readonly IReadOnlyList<string> Names = [Flex, Premium];

    private Snapshot(string text)
    {
        Text = text;
        Resources = [.. JsonNode.Parse(text)!["predictedResources"]!.AsArray().Select(resource => resource!)];
    }

    public string Text { get; }

    public IReadOnlyList<JsonNode> Resources { get; }

    public static string PathOf(string name, string extension) => Repository.At("tests", "Infra.Tests", "Snapshots", name + extension);

    public static Snapshot Read(string name) => new(File.ReadAllText(PathOf(name, ".snapshot.json")));

    public IEnumerable<JsonNode> Of(string type) => Resources.Where(resource => (string?)resource["type"] == type);

    public JsonNode Single(string type) => Assert.Single(Of(type));

    /// <summary>The settings of a program, by name.</summary>
    public IReadOnlyDictionary<string, string> SettingsOf(Workload program)
    {
        var list = program == Workload.Handler
            ? Single("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]
            : Single("Microsoft.App/containerApps")["properties"]!["template"]!["containers"]![0]!["env"];
        return list!.AsArray().ToDictionary(setting => (string)setting!["name"]!, setting => (string)setting!["value"]!, StringComparer.Ordinal);
    }

    /// <summary>The resource that a program runs in.</summary>
    public JsonNode HostOf(Workload program) => Single(program == Workload.Handler ? "Microsoft.Web/sites" : "Microsoft.App/containerApps");
}

/// <summary>The two programs of the deployment.</summary>
internal enum Workload
{
    /// <summary>The function app.</summary>
    Handler,

    /// <summary>The MQTT bridge.</summary>
    Bridge,
}
