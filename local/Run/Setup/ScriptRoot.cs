using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The folder that the Functions host runs: the build output beside this program, or a published package.</summary>
internal static class ScriptRoot
{
    public static string Built => Path.Combine(RepositoryFolder.Root, "functions", "bin", RepositoryFolder.Configuration, "net10.0");

    /// <summary>Publishes the Native AOT package, which takes a minute or two.</summary>
    /// <exception cref="InvalidOperationException">The publishing failed; the message holds its output.</exception>
    public static async Task<string> PublishAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        string[] arguments = ["publish", "functions", "--configuration", "Release", "--output", folder, "--verbosity", "quiet", "--nologo"];
        var (exitCode, output) = await Command.RunAsync("dotnet", arguments, RepositoryFolder.Root, time, cancellation);
        return exitCode == 0 ? folder : throw new InvalidOperationException($"The function app could not be published: {output}");
    }
}
