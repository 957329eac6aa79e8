using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>This program once more, as a process with a role of its own: it can be killed and started again without the others.</summary>
internal static class LocalProgram
{
    public static ProcessSpecification InRole(
        string role, IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string?>? environment = null) =>
        Specification(role, [role, .. arguments], logFile, environment);

    /// <summary>The program without a role: the whole run.</summary>
    public static ProcessSpecification Whole(IReadOnlyList<string> arguments, string logFile) =>
        Specification("local", arguments, logFile, environment: null);

    private static string Assembly => typeof(LocalProgram).Assembly.Location;

    private static string AppHost => Path.ChangeExtension(Assembly, OperatingSystem.IsWindows() ? ".exe" : null);

    private static string Executable => File.Exists(AppHost) ? AppHost : "dotnet";

    private static string[] Prefix => File.Exists(AppHost) ? [] : [Assembly];

    private static ProcessSpecification Specification(
        string name, IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string?>? environment) =>
        new(name, Executable, [.. Prefix, .. arguments], environment ?? new Dictionary<string, string?>(), RepositoryFolder.Root, logFile);
}
