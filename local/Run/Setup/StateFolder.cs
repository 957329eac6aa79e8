namespace HzFunctions.Local.Run.Setup;

/// <summary>The folder that holds everything of a local run. It belongs to one run at a time.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly FileStream _claim;

    private StateFolder(string path, FileStream claim)
    {
        Path = path;
        _claim = claim;
    }

    public string Path { get; }

    public string EndpointsFile => In("endpoints.json");

    public string Keys => In("keys");

    public string CityBrain => In("city-brain");

    public string CarParks => In("car-parks");

    public string Broker => In("broker");

    public string Vault => In("vault");

    /// <exception cref="InvalidOperationException">Another run has it.</exception>
    public static StateFolder Claim(string path)
    {
        var folder = Directory.CreateDirectory(path).FullName;
        try
        {
            // The operating system takes the lock back when this process ends, however that comes about.
            var claim = new FileStream(System.IO.Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new StateFolder(folder, claim);
        }
        catch (IOException)
        {
            throw new InvalidOperationException($"Another local run is using {folder}: stop it, or give this one a folder of its own with --state.");
        }
    }

    public string LogOf(string process) => System.IO.Path.Combine(Path, "logs", $"{process}.log");

    public void Dispose() => _claim.Dispose();

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
