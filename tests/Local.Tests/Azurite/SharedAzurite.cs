using HzFunctions.Local.Azurite;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Processes;

[assembly: AssemblyFixture(typeof(SharedAzurite))]

namespace HzFunctions.Local.Tests.Azurite;

/// <summary>One emulator for all tests that do not break it; started by the first that asks.</summary>
public sealed class SharedAzurite : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<AzuriteServer>> _server;

    public SharedAzurite()
    {
        _server = new Lazy<Task<AzuriteServer>>(StartAsync);
    }

    public async Task<string> ConnectionStringAsync() => (await _server.Value).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer(_folder.Path, TimeProvider.System, new RecordingObserver(), _ => { });
        await server.StartAsync(CancellationToken.None);
        return server;
    }
}
