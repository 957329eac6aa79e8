using System.Diagnostics;
using HzFunctions.Local;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd.Durable;

/// <summary>The commands of docs/durable.md, run as they stand there.</summary>
[Collection(WholeSystem.Name)]
public sealed class OperatorCommandsTests
{
    private const string Instance = "looked-at";
    private const string Fence = "```";

    [Fact]
    public async Task An_operator_looks_at_halts_ends_and_removes_an_instance_as_the_documentation_says()
    {
        var shell = RequiredTool.Find("bash");
        RequiredTool.Find("curl");
        var blocks = await BlocksAsync();
        Assert.Equal(2, blocks.Count);
        await using var system = await DurableSystem.StartAsync(DurableSystem.BuiltHandler);
        await system.AskAsync("start", Instance, "Sequence", 1);
        await system.HasReachedAsync(Instance);

        var output = await RunAsync(shell, blocks[0], system);
        Assert.Contains($"\"instanceId\":\"{Instance}\"", output, StringComparison.Ordinal);
        await system.BecomesAsync(Instance, "is terminated", answer => answer.Outcome == "Terminated");
        Assert.Contains("\"instancesDeleted\":1", await RunAsync(shell, blocks[1], system), StringComparison.Ordinal);
        await system.BecomesAsync(Instance, "is gone", answer => answer.Outcome == "none");
    }

    private static async Task<IReadOnlyList<string>> BlocksAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", "durable.md"), TestContext.Current.CancellationToken);
        return [.. text.Split($"{Fence}bash\n").Skip(1).Select(block => block[..block.IndexOf(Fence, StringComparison.Ordinal)])];
    }

    private static async Task<string> RunAsync(string shell, string commands, DurableSystem system)
    {
        var start = new ProcessStartInfo(shell) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -euo pipefail\n{commands}");
        start.Environment["HOST"] = system.Address.GetLeftPart(UriPartial.Authority);
        start.Environment["ID"] = Instance;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {output} {await errors}");
        return output;
    }
}
