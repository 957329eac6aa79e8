using System.Text;
using HzFunctions.Local;

namespace HzFunctions.Bench.Reporting;

/// <summary>docs/performance.md: an introduction that people write, and below it what was measured last.</summary>
internal static class PerformanceDocument
{
    private const string IntroductionEnd = "<!-- Written by the bench from here on; what stands above is kept. -->";

    private const string NoIntroduction = "# Performance\n";

    /// <summary>Where it is, within the repository.</summary>
    public const string Path = "docs/performance.md";

    private static string File => System.IO.Path.Combine(RepositoryFolder.Root, Path);

    /// <summary>Replaces what was measured before.</summary>
    /// <param name="conditions">On what, when and of which commit.</param>
    /// <param name="command">The command that measured.</param>
    /// <param name="findings">What it found.</param>
    public static async Task WriteAsync(string conditions, string command, IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder(await IntroductionAsync());
        text.Append($"\n{IntroductionEnd}\n\n`{command}`: {conditions}.\n");
        foreach (var finding in findings)
        {
            text.Append('\n').Append(finding);
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, text.ToString());
    }

    private static async Task<string> IntroductionAsync()
    {
        if (!System.IO.File.Exists(File))
        {
            return NoIntroduction;
        }

        var text = await System.IO.File.ReadAllTextAsync(File);
        var end = text.IndexOf(IntroductionEnd, StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('\n') + "\n";
    }
}
