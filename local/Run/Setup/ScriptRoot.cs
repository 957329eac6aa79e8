namespace HzFunctions.Local.Run.Setup;

/// <summary>The folder that the Functions host runs: the build output beside this program, or a published package.</summary>
internal static class ScriptRoot
{
    private static string Built => Path.Combine(RepositoryFolder.Root, "functions", "bin", RepositoryFolder.Configuration, "net10.0");

    /// <param name="package">The folder of a published package, or null for what was built.</param>
    /// <exception cref="InvalidOperationException">There is no function app in that folder.</exception>
    public static string Of(string? package)
    {
        var folder = Path.GetFullPath(package ?? Built);
        return File.Exists(Path.Combine(folder, "host.json")) ? folder : throw new InvalidOperationException($"There is no function app in {folder}.");
    }
}
