using HzFunctions.Local;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Bench.Handler;

/// <summary>A script root with the handler in it.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Folder">The script root.</param>
internal sealed record HandlerPackage(string Name, string Folder)
{
    /// <summary>The executable that host.json names.</summary>
    public string Executable => Path.Combine(Folder, "handler");

    /// <summary>The handler that was built with this program.</summary>
    public static HandlerPackage Jit() => new("JIT", ScriptRoot.Of(package: null));

    /// <summary>A package that was published before.</summary>
    public static HandlerPackage Aot(string folder) => new("Native AOT", Path.GetFullPath(folder));

    /// <summary>Publishes the Native AOT package, which takes a minute or two.</summary>
    /// <exception cref="InvalidOperationException">It cannot be published; the message says why.</exception>
    public static async Task<HandlerPackage> PublishAsync(string folder, TextWriter progress, TimeProvider time)
    {
        await progress.WriteLineAsync("Publishing the Native AOT package…");
        string[] arguments = ["publish", "functions", "--configuration", "Release", "--output", folder, "--verbosity", "quiet", "--nologo"];
        var (exitCode, output) = await Command.RunAsync("dotnet", arguments, RepositoryFolder.Root, time, CancellationToken.None);
        return exitCode == 0 ? Aot(folder) : throw new InvalidOperationException($"The function app could not be published: {output}");
    }
}
