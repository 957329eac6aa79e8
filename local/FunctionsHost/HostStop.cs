namespace HzFunctions.Local.FunctionsHost;

/// <summary>How a part of the host says that the host must stop, as the real one does for the platform to start it anew.</summary>
internal sealed class HostStop
{
    private readonly TaskCompletionSource<string> _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the reason when someone asked.</summary>
    public Task<string> Requested => _requested.Task;

    /// <summary>Asks the host to stop. The first reason counts.</summary>
    public void Request(string reason) => _requested.TrySetResult(reason);
}
