namespace HzFunctions.Local.Run.Live;

/// <summary>The handler is started again by its host, not by us: that it has another process id is how we see it.</summary>
internal sealed class HandlerWatch(HttpClient gateway, RestartLog restarts, TimeProvider time)
{
    private int? _known;

    public async Task LookAsync(CancellationToken cancellation)
    {
        var host = await Reach.TryAsync(AskAsync, time, cancellation);
        if (host?.Handler.ProcessId is not { } processId)
        {
            return;
        }

        if (_known is { } before && before != processId)
        {
            restarts.Add($"handler (pid {before}) ended; started again by its host as pid {processId}", time.GetUtcNow());
        }

        _known = processId;
    }

    private async Task<HostStatus> AskAsync(CancellationToken cancellation) =>
        (await gateway.GetFromJsonAsync<HostStatus>("/admin/host/status", cancellation))!;
}
