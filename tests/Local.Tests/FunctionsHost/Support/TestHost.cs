using HzFunctions.Local.FunctionsHost;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Handler;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Local.Tests.FunctionsHost.Support;

/// <summary>A host in this process over a fake handler in another, which relays back to the test.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string PlainHttp = """[{"type":"httpTrigger","direction":"in","name":"req"},{"type":"http","direction":"out","name":"res"}]""";

    private FunctionsHostServer? _server;

    public ScriptRoot Root { get; } = new();

    public HandlerBrain Brain { get; } = new();

    public RecordingLog Log { get; } = new();

    public Dictionary<string, string> Settings { get; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public FunctionsHostServer Server => _server!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<TestHost> StartAsync(Action<TestHost> prepare)
    {
        var host = new TestHost();
        prepare(host);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync()
    {
        await Brain.StartAsync();
        Root.WriteHost();
        Settings["FAKE_HANDLER_FOLDER"] = Root.Control;
        Settings["FAKE_HANDLER_TARGET"] = Brain.Endpoint;
        var options = new FunctionsHostOptions
        {
            ScriptRoot = Root.Path,
            Port = 0,
            Settings = new AppSettings(Settings),
            ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log),
        };
        _server = await FunctionsHostServer.StartAsync(options, Time, TestContext.Current.CancellationToken);
        Http.BaseAddress = _server.Address;
    }

    public Task ReadyAsync() => Eventually.IsTrueAsync(() => Server.Handler.State == HandlerState.Ready);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Http.Dispose();
        await Brain.DisposeAsync();
        Root.Dispose();
    }
}
