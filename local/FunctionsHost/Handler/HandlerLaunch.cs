using System.Globalization;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>How the handler process is started: the same each time, but for the id that each process gets.</summary>
internal static class HandlerLaunch
{
    public static ProcessSpecification Specification(HostSettings host, AppSettings settings, int port)
    {
        var handler = host.CustomHandler;
        var portText = port.ToString(CultureInfo.InvariantCulture);
        var workerId = Guid.NewGuid().ToString();
        var environment = settings.All.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = portText;
        environment["FUNCTIONS_HTTPWORKER_PORT"] = portText;
        environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = workerId;
        environment["FUNCTIONS_HTTPWORKER_ID"] = workerId;
        environment["FUNCTIONS_APP_ROOT_PATH"] = host.ScriptRoot;
        return new ProcessSpecification(
            "handler", handler.Executable, CommandLineText.Split(handler.Arguments), environment, handler.WorkingDirectory, LogFile: null);
    }
}
