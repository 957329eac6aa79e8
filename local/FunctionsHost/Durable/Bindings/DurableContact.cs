namespace HzFunctions.Local.FunctionsHost.Durable.Bindings;

/// <summary>How functions reach the engine; known once it listens.</summary>
internal sealed class DurableContact
{
    private readonly TaskCompletionSource<DurableAddresses> _addresses = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set(DurableAddresses addresses) => _addresses.TrySetResult(addresses);

    public Task<DurableAddresses> GetAsync(CancellationToken cancellationToken) => _addresses.Task.WaitAsync(cancellationToken);
}
