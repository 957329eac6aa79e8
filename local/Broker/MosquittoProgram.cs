namespace HzFunctions.Local.Broker;

/// <summary>The broker mosquitto, where it is installed. Debian puts it where a user's PATH often does not lead.</summary>
internal static class MosquittoProgram
{
    private static readonly string[] BesidesPath = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];

    /// <summary>Its path, or null.</summary>
    public static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? "mosquitto.exe" : "mosquitto";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(BesidesPath)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
