using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The MQTT bridge as it was built with this program: started as a process, as in its container.</summary>
internal static class BridgeProgram
{
    /// <summary>What the process is called.</summary>
    public const string Name = "mqtt-bridge";

    /// <summary>How to start it.</summary>
    /// <param name="probes">Where it answers probes.</param>
    /// <param name="storage">The storage's connection string.</param>
    /// <param name="vault">How it reaches the vault, where there is one.</param>
    /// <param name="run">What tells one run's bridge from another's.</param>
    /// <param name="logFile">Where its output goes.</param>
    public static ProcessSpecification At(Uri probes, string storage, IReadOnlyDictionary<string, string?> vault, string run, string logFile) => new(
        Name,
        Path.Combine(Folder, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name),
        // The second setting is nobody's.
        ["--urls", probes.ToString(), "--run", run],
        new Dictionary<string, string?>(vault)
        {
            ["AzureWebJobsStorage"] = storage,
            // A car park that was made a moment ago is not to wait for a minute.
            ["Bridge__DirectorySeconds"] = "2",
            ["Bridge__LongestBackOffSeconds"] = "5",
        },
        Folder,
        logFile);

    /// <summary>What the bridge's own probe says.</summary>
    public static async Task<BridgeReadiness> ReadyAsync(HttpClient http, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<BridgeReadiness>("/health/ready", cancellation))!;

    private static string Folder => Path.Combine(RepositoryFolder.Root, Name, "bin", RepositoryFolder.Configuration, "net10.0");
}
