using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Leadership;
using HzFunctions.MqttBridge.Sessions;
using HzFunctions.MqttBridge.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>The bridge in this process, with a real broker and no storage.</summary>
internal sealed class BridgeUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private BridgeUnderTest(IHost host) => _host = host;

    public BridgeState State => _host.Services.GetRequiredService<BridgeState>();

    public static async Task<BridgeUnderTest> StartAsync(
        IAccessDirectory directory, IDownlinkQueue queue, IQuarantine? quarantine = null, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
            new("Bridge:DirectorySeconds", "1"),
            new("Bridge:LongestBackOffSeconds", "1"),
            .. settings.Select(setting => new KeyValuePair<string, string?>($"Bridge:{setting.Name}", setting.Value)),
        ]);
        builder.Services.AddBridge(builder.Configuration);
        builder.Services.Replace(ServiceDescriptor.Singleton(directory));
        builder.Services.Replace(ServiceDescriptor.Singleton(queue));
        builder.Services.Replace(ServiceDescriptor.Singleton(quarantine ?? new FakeQuarantine()));
        builder.Services.Replace(ServiceDescriptor.Singleton<ILeaderLease>(new AlwaysLeader()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IReturnedMessages>(new NothingReturned()));
        var bridge = new BridgeUnderTest(builder.Build());
        await bridge._host.StartAsync(TestContext.Current.CancellationToken);
        return bridge;
    }

    public Task IsConnectedAsync(int accesses = 1) => Eventually.IsTrueAsync(() => State.ConnectedAccesses == accesses);

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    private sealed class NothingReturned : IReturnedMessages
    {
        public Task HandleAsync(IReadOnlyList<BridgedAccess> accesses, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
