using System.Globalization;

namespace HzFunctions.Functions.HostAdapter;

/// <summary>What the Functions host tells the process that it starts.</summary>
internal static class HostSettings
{
    private const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const string RuntimeSetting = "FUNCTIONS_WORKER_RUNTIME";

    /// <summary>The port to listen on.</summary>
    /// <exception cref="InvalidOperationException">The process was not started by a host, or for another kind of worker.</exception>
    public static int ReadPort(IConfiguration configuration)
    {
        if (!string.Equals(configuration[RuntimeSetting], "custom", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"{RuntimeSetting} must be 'custom': this is a custom handler, started by the Functions host.");
        }

        return int.TryParse(configuration[PortSetting], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new InvalidOperationException($"{PortSetting} must be the port that the Functions host calls.");
    }
}
