using System.Diagnostics;
using HzFunctions.Local;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>The commands of a document under docs/, run as they stand there: its blocks of bash.</summary>
internal static class DocumentedCommands
{
    private const string Fence = "```";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where there is no shell or no curl.</summary>
    public static void NeedTools()
    {
        RequiredTool.Find("bash");
        RequiredTool.Find("curl");
    }

    /// <summary>The blocks of a document, in its order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string document)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", document), Stop);
        return [.. text.Split($"{Fence}bash\n").Skip(1).Select(block => block[..block.IndexOf(Fence, StringComparison.Ordinal)])];
    }

    /// <summary>Runs one block to its end and returns what it printed; a command of it that fails is a failure of the test.</summary>
    public static async Task<string> RunAsync(string commands, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(RequiredTool.Find("bash")) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -euo pipefail\n{commands}");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Stop);
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {commands}\n{output} {await errors}");
        return output;
    }
}
