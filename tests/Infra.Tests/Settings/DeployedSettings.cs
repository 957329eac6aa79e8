using System.Text.RegularExpressions;
using HzFunctions.Infra.Tests.Compiler;

namespace HzFunctions.Infra.Tests.Settings;

/// <summary>The settings of a program, with something of the right kind where only Azure knows the value.</summary>
internal static partial class DeployedSettings
{
    public static IReadOnlyDictionary<string, string> Of(string snapshot, Workload program) => Snapshot.Read(snapshot).SettingsOf(program)
        .ToDictionary(setting => setting.Key, setting => setting.Value.StartsWith('[') ? Sample(setting.Value) : setting.Value, StringComparer.Ordinal);

    // What a module puts out is known by its name.
    private static string Sample(string expression) => LastOutput().Matches(expression).Select(match => match.Groups["name"].Value).LastOrDefault() switch
    {
        "blobEndpoint" or "queueEndpoint" or "tableEndpoint" or "uri" => "https://sample.example.com/",
        "hostName" => "sample.example.com",
        "clientId" => "00000000-0000-0000-0000-00000000000c",
        "connectionString" => "InstrumentationKey=00000000-0000-0000-0000-000000000000",
        _ when expression.Contains("listKeys", StringComparison.Ordinal) => "a connection string",
        _ => throw new InvalidOperationException($"No sample for {expression}"),
    };

    [GeneratedRegex(@"outputs(\.|', ')(handler\.value\.|bridge\.value\.)?(?<name>\w+)")]
    private static partial Regex LastOutput();
}
