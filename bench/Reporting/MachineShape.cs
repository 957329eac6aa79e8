using System.Globalization;
using System.Runtime.InteropServices;
using HzFunctions.Local;
using HzFunctions.Local.Processes;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Reporting;

/// <summary>On what, when and of which commit something was measured.</summary>
internal static class MachineShape
{
    public static async Task<string> DescribeAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var commit = await CommitAsync(time, cancellationToken);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-dd}, commit {commit}, {Environment.ProcessorCount} cores, "
            + $"{memory:N0} GB memory, {(OperatingSystem.IsLinux() ? "Linux" : "not Linux")} {RuntimeInformation.OSArchitecture}, "
            + $"{RuntimeInformation.FrameworkDescription}; {(Scale.IsFull ? "full figures" : "heavy scenarios at a tenth")}");
    }

    private static async Task<string> CommitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var commit = await GitAsync(["rev-parse", "--short=10", "HEAD"], time, cancellationToken);
        string[] status = ["status", "--porcelain", "--untracked-files=no", "--", $":!{PerformanceDocument.Path}"];
        var changes = await GitAsync(status, time, cancellationToken);
        return changes.Length == 0 ? commit : $"{commit} with changes";
    }

    private static async Task<string> GitAsync(string[] arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await Command.RunAsync("git", arguments, RepositoryFolder.Root, time, cancellationToken);
        return exitCode == 0 ? output.Trim() : "unknown";
    }
}
