using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>This program once more, as a process with a role of its own: it can be killed and started again without the others.</summary>
internal static class LocalProgram
{
    public static ProcessSpecification InRole(
        string role, IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string?>? environment = null) => new(
        role,
        Executable,
        [.. Prefix, role, .. arguments],
        environment ?? new Dictionary<string, string?>(),
        RepositoryFolder.Root,
        logFile);

    private static string Assembly => typeof(LocalProgram).Assembly.Location;

    private static string AppHost => Path.ChangeExtension(Assembly, OperatingSystem.IsWindows() ? ".exe" : null);

    private static string Executable => File.Exists(AppHost) ? AppHost : "dotnet";

    private static string[] Prefix => File.Exists(AppHost) ? [] : [Assembly];
}
