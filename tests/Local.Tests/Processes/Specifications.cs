using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Processes;

internal static class Specifications
{
    public static ProcessSpecification Shell(string script, TemporaryFolder folder, params (string Name, string? Value)[] environment) =>
        Of("/bin/sh", ["-c", script], folder, environment);

    public static ProcessSpecification Of(
        string fileName, string[] arguments, TemporaryFolder folder, params (string Name, string? Value)[] environment) =>
        new("subject", fileName, arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value), folder.Path, folder.File("logs", "subject.log"));
}
