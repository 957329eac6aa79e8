using System.Diagnostics;

namespace HzFunctions.Functions.Tests.Host;

/// <summary>The handler as a process.</summary>
public sealed class HandlerProcessTests
{
    [Theory]
    [InlineData(null, "50123", "FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("dotnet-isolated", "50123", "FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("custom", null, "FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("custom", "70000", "FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("custom", "0", "AzureWebJobsStorage")]
    public async Task A_handler_that_cannot_work_ends_as_a_fault_and_says_why(string? runtime, string? port, string named)
    {
        var (exitCode, output) = await RunAsync(runtime, port == "0" ? FreePort() : port, storage: null);

        // 0 would leave it dead without an error, 200 would have it started again without end.
        Assert.DoesNotContain(exitCode, new[] { 0, 200 });
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return $"{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string? runtime, string? port, string? storage)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "handler.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["FUNCTIONS_WORKER_RUNTIME"] = runtime,
                ["FUNCTIONS_CUSTOMHANDLER_PORT"] = port,
                ["AzureWebJobsStorage"] = storage,
            },
        };
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        try
        {
            await process.WaitForExitAsync(stop);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return (process.ExitCode, await output + await errors);
    }
}
