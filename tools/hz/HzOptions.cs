using System.CommandLine;

namespace HzFunctions.Hz;

/// <summary>Options that several commands have.</summary>
internal static class HzOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Option<string> Site(bool required) => new("--site") { Description = "The car park, as status shows it.", Required = required };

    public static Option<string> Actor() => new("--actor")
    {
        Description = "Who asks for it; kept with what is done. Your user name if left out.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    /// <summary>Reads a small file that a command line names.</summary>
    /// <exception cref="HzFault">It cannot be read.</exception>
    public static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HzFault(ExitCode.Usage, $"{path}: cannot be read");
        }
    }
}
