using System.Collections.Concurrent;
using System.Net.Http.Json;
using HzFunctions.Local.Processes;
using HzFunctions.MqttBridge.Tests.Support;

namespace HzFunctions.MqttBridge.Tests.Whole;

/// <summary>The bridge as it runs in its container: a process with settings in its environment, seen through its probes.</summary>
internal sealed class BridgeProcess : IAsyncDisposable
{
    private readonly PortReservation _ports = FreePorts.Reserve(1);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http;
    private readonly GuardedProcess _process;

    private BridgeProcess(string connection, IEnumerable<(string Name, string Value)> settings)
    {
        var environment = settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value);
        environment["AzureWebJobsStorage"] = connection;
        var address = new Uri($"http://127.0.0.1:{_ports[0]}");
        _http = new HttpClient { BaseAddress = address };
        var specification = new ProcessSpecification(
            "mqtt-bridge", Path.Combine(AppContext.BaseDirectory, "mqtt-bridge"), ["--urls", address.ToString()], environment, AppContext.BaseDirectory, null);
        _process = GuardedProcess.Start(specification, TimeProvider.System, line => _output.Enqueue(line.Text));
    }

    public string Output => string.Join('\n', _output);

    public static BridgeProcess Start(string connection, params IEnumerable<(string Name, string Value)> settings) => new(connection, settings);

    /// <summary>What the probe says, or null while it is not ready.</summary>
    public async Task<Readiness?> ReadyAsync()
    {
        try
        {
            return await _http.GetFromJsonAsync<Readiness>("/health/ready", TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task HasConnectedAsync(int accesses, TimeSpan? within = null) => Eventually.IsTrueAsync(
        async () => (await ReadyAsync())?.Connected == accesses, within ?? TimeSpan.FromMinutes(2), $"connected {accesses}: {Output}");

    public void Kill() => _process.Kill();

    public async Task<int> EndsAsync() => (await _process.Exited).ExitCode;

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(TimeSpan.FromSeconds(10));
        await _process.DisposeAsync();
        _http.Dispose();
        _ports.Dispose();
    }

    internal sealed record Readiness(string Role, int Accesses, int Connected);
}
