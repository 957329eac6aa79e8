using System.Net.Http.Json;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.FunctionsHost;

namespace HzFunctions.Bench.City;

/// <summary>The local Functions host as a process, with a handler under it: HTTP, queues and timers as in a deployment.</summary>
internal sealed class HostUnderLoad : IAsyncDisposable
{
    private readonly RoleProcess _process;

    private HostUnderLoad(RoleProcess process) => _process = process;

    /// <summary>The gateway: everything that car parks and operators call.</summary>
    public HttpClient Gateway => _process.Http;

    public static async Task<HostUnderLoad> StartAsync(
        HandlerPackage package, FreshStorage storage, TimeProvider time, CancellationToken cancellationToken) =>
        new(await RoleProcess.StartAsync(
            FunctionsHostCommand.Name,
            ["--script-root", package.Folder],
            "/health/ready",
            storage,
            time,
            cancellationToken,
            HandlerSettings.Over(storage)));

    /// <summary>The most memory that the handler has had resident so far, in bytes.</summary>
    /// <exception cref="InvalidOperationException">The host or the handler has died on the way.</exception>
    public async Task<long> PeakMemoryOfHandlerAsync(CancellationToken cancellationToken)
    {
        var status = (await Gateway.GetFromJsonAsync<HostStatus>("/admin/host/status", cancellationToken))!;
        return status.Handler is { Restarts: 0, ProcessId: { } handler } && !_process.HasDied
            ? ProcessFigures.PeakMemory(handler)
            : throw new InvalidOperationException("The handler or its host has died on the way.");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
