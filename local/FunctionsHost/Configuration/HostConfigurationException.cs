namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>host.json or a function.json asks for what cannot be: the host does not start. The message lists every reason.</summary>
public sealed class HostConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>A single reason.</summary>
    public HostConfigurationException(string problem)
        : this([problem])
    {
    }

    /// <summary>Each reason, naming the file.</summary>
    public IReadOnlyList<string> Problems => problems;
}
