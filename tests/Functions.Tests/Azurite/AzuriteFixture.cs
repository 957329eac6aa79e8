using HzFunctions.Functions.Tests.Azurite;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.Processes;
using HzFunctions.Tests.Shared;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace HzFunctions.Functions.Tests.Azurite;

/// <summary>The storage emulator, started for the first test that needs it and shared by all.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("functions-tests-azurite-").FullName;
    private readonly Lazy<Task<AzuriteServer>> _server;

    public AzuriteFixture() => _server = new Lazy<Task<AzuriteServer>>(StartAsync);

    /// <summary>How to reach it. Skips the test where Node.js is missing.</summary>
    public async Task<string> ConnectAsync()
    {
        try
        {
            return (await _server.Value).ConnectionString;
        }
        catch (InvalidOperationException missing)
        {
            RequiredTool.Require(false, missing.Message);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer(
            _folder, TimeProvider.System, new SilentObserver(), words => TestContext.Current.SendDiagnosticMessage(words));
        try
        {
            await server.StartAsync(CancellationToken.None);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private sealed class SilentObserver : IProcessObserver
    {
        public void Restarted(ProcessRestart restart)
        {
        }
    }
}
