using System.Collections.Concurrent;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>A host in this process, over a hub of the test's own.</summary>
internal sealed class DurableHostUnderTest : IAsyncDisposable
{
    private DurableClient? _client;

    private DurableHostUnderTest(string connectionString, string hub)
    {
        Hub = hub;
        Host.Settings["AzureWebJobsStorage"] = connectionString;
        Host.Settings["FUNCTIONS_WORKER_RUNTIME"] = "custom";
        Scripts = new DurableScripts(Host.Root, Host.Brain, hub);
    }

    public string Hub { get; }

    public TestHost Host { get; } = new();

    public DurableScripts Scripts { get; }

    public DurableClient Client => _client!;

    /// <summary>The durableClient payload, decoded.</summary>
    public JObject Contact { get; private set; } = [];

    public ConcurrentQueue<Turn> Turns => Scripts.Turns;

    public string Management => (string)Contact["httpBaseUrl"]!;

    public static async Task<DurableHostUnderTest> PrepareAsync(SharedAzurite azurite, string? hub = null) =>
        new(await azurite.ConnectionStringAsync(), hub ?? DurableScripts.NewHub());

    public static async Task<DurableHostUnderTest> StartAsync(SharedAzurite azurite, Action<DurableScripts> prepare)
    {
        var host = await PrepareAsync(azurite);
        prepare(host.Scripts);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync()
    {
        await Host.StartAsync();
        Contact = await Scripts.ContactAsync(Host.Http, Host.Server.Address);
        _client = new DurableClient((string)Contact["rpcBaseUrl"]!);
    }

    /// <summary>A path of the management API with the key.</summary>
    public Uri Manage(string path) =>
        new($"{Management}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Contact["requiredQueryStringParameters"]}");

    public Task PostAdminAsync(string action, string instanceId) => DurableScripts.PostAdminAsync(Host.Http, Host.Server.Address, action, instanceId);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Host.DisposeAsync();
    }
}
