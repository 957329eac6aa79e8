using System.Text.Json.Nodes;
using HzFunctions.Infra.Tests.Compiler;

[assembly: AssemblyFixture(typeof(CompiledDeployment))]

namespace HzFunctions.Infra.Tests.Compiler;

/// <summary>main.bicep, compiled once for all tests.</summary>
public sealed class CompiledDeployment : IDisposable
{
    private readonly Lazy<BicepCompiler> _compiler = new(() => new BicepCompiler());
    private readonly Lazy<Task<CompilerRun>> _build;

    public CompiledDeployment() =>
        _build = new(() => Compiler.RunAsync("build", Repository.At("infra", "main.bicep"), "--stdout"));

    internal BicepCompiler Compiler => _compiler.Value;

    internal Task<CompilerRun> BuildAsync() => _build.Value;

    /// <summary>The ARM template.</summary>
    internal async Task<JsonNode> TemplateAsync() => JsonNode.Parse((await BuildAsync()).Output)!;

    /// <summary>Every resource that any choice of parameters may make, those of the modules too.</summary>
    internal async Task<IReadOnlyList<JsonNode>> ResourcesAsync() => [.. ResourcesIn(await TemplateAsync())];

    public void Dispose()
    {
        if (_compiler.IsValueCreated)
        {
            _compiler.Value.Dispose();
        }
    }

    private static IEnumerable<JsonNode> ResourcesIn(JsonNode template)
    {
        var resources = template["resources"]!;
        foreach (var resource in resources is JsonObject named ? named.Select(pair => pair.Value!) : resources.AsArray().Select(item => item!))
        {
            if (resource["existing"]?.GetValue<bool>() == true)
            {
                continue;
            }

            if ((string?)resource["type"] != "Microsoft.Resources/deployments")
            {
                yield return resource;
                continue;
            }

            foreach (var inner in ResourcesIn(resource["properties"]!["template"]!))
            {
                yield return inner;
            }
        }
    }
}
