namespace HzFunctions.Local.Tests.Processes;

/// <summary>Finds what a guarded process left behind, by its current directory (Linux).</summary>
internal static class Watchers
{
    public static bool Exist(string workingDirectory) =>
        Directory.EnumerateDirectories("/proc")
            .Any(process => int.TryParse(Path.GetFileName(process), out _) && IsIn(process, workingDirectory));

    private static bool IsIn(string process, string workingDirectory)
    {
        try
        {
            return Directory.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName == workingDirectory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
