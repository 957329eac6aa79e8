using System.CommandLine;
using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost;

/// <summary>The role <c>functions-host</c>: a host in a process of its own.</summary>
internal static class FunctionsHostCommand
{
    /// <summary>The name of the role.</summary>
    public const string Name = "functions-host";

    public static Command Create()
    {
        var scriptRoot = new Option<DirectoryInfo>("--script-root") { Description = "The folder of host.json.", Required = true };
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1.", Required = true };
        var logFile = new Option<FileInfo?>("--log-file") { Description = "Where the log goes beside the console." };
        var command = new Command(Name, "Hosts the function app, as the Azure Functions host would.") { scriptRoot, port, logFile };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(scriptRoot).FullName, parsed.GetRequiredValue(port), parsed.GetValue(logFile)?.FullName, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string scriptRoot, int port, string? logFile, CancellationToken cancellationToken)
    {
        var options = new FunctionsHostOptions
        {
            ScriptRoot = scriptRoot,
            Port = port,
            ConfigureLogging = logging => HostLogging.Configure(logging, logFile, TimeProvider.System),
        };
        try
        {
            await using var host = await FunctionsHostServer.StartAsync(options, TimeProvider.System, cancellationToken);
            var reason = await host.StopRequested.WaitAsync(cancellationToken);
            await Console.Error.WriteLineAsync($"The host stops: {reason}");
            return 1;
        }
        catch (Exception error) when (error is HostConfigurationException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
