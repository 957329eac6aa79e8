using System.Reflection;
using HzFunctions.Local.Tests.Conditions;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Support;

/// <summary>A script root that a test writes: host.json for the fake handler, and functions.</summary>
internal sealed class ScriptRoot : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static string FakeHandler { get; } = typeof(ScriptRoot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(found => found.Key == "FakeHandler").Value!;

    public string Path => _folder.Path;

    /// <summary>Where the fake handler and the test talk by files.</summary>
    public string Control { get; } = Directory.CreateTempSubdirectory("hzfunctions-control-").FullName;

    /// <summary>host.json, changed by the test as it likes.</summary>
    public JObject Host { get; } = JObject.Parse(
        $$"""
        {
          "version": "2.0",
          "customHandler": { "description": { "defaultExecutablePath": "{{FakeHandler.Replace("\\", "\\\\", StringComparison.Ordinal)}}" } },
          "extensions": { "queues": { "messageEncoding": "none", "maxPollingInterval": "00:00:00.2" } }
        }
        """);

    public void AddFunction(string name, string bindings, string more = "")
    {
        var file = _folder.File(name, "function.json");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $$"""{ "bindings": {{bindings}} {{more}} }""");
    }

    public void Tell(string file, params int[] exitCodes) =>
        File.WriteAllLines(System.IO.Path.Combine(Control, file), exitCodes.Select(code => $"{code}"));

    public void WriteHost() => File.WriteAllText(_folder.File("host.json"), Host.ToString());

    /// <summary>What the fake handler noted at each of its starts.</summary>
    public IReadOnlyList<JObject> Starts()
    {
        var file = System.IO.Path.Combine(Control, "starts");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(JObject.Parse)] : [];
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(Control, recursive: true);
    }
}
