using System.Globalization;

namespace HzFunctions.EndToEnd;

/// <summary>The processes of this machine, as Linux shows them.</summary>
internal static class ProcessTable
{
    /// <summary>The ids of all processes whose command line fits.</summary>
    public static IReadOnlyList<int> Find(Predicate<string[]> fits) =>
        [.. Directory.EnumerateDirectories("/proc").Select(IdOf).Where(id => id > 0 && fits(CommandLineOf(id)))];

    /// <summary>True while a process of this id is there and no zombie.</summary>
    public static bool IsAlive(int id) => CommandLineOf(id).Length > 0;

    private static int IdOf(string folder) =>
        int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string[] CommandLineOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
