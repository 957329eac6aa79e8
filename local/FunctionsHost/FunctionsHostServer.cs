using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Durable;
using HzFunctions.Local.FunctionsHost.Durable.Bindings;
using HzFunctions.Local.FunctionsHost.Handler;
using HzFunctions.Local.FunctionsHost.Http;
using HzFunctions.Local.FunctionsHost.Invocation;
using HzFunctions.Local.FunctionsHost.Queues;
using HzFunctions.Local.FunctionsHost.Timers;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost;

/// <summary>
/// Stands in for the Azure Functions host during development: reads the same host.json and function.json files and calls the
/// same handler process by the same contract, traps included.
/// </summary>
internal sealed class FunctionsHostServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HostStop _stop = new();
    private readonly WebApplication _app;
    private readonly PortReservation _handlerPort = FreePorts.Reserve(1);
    private readonly HttpClient _connections;
    private readonly IReadOnlyList<FunctionDefinition> _functions;
    private readonly IReadOnlyList<ITriggerListener> _listeners;
    private readonly List<Task> _running = [];

    private FunctionsHostServer(FunctionsHostOptions options, TimeProvider time)
    {
        var reader = new HostSettingsReader(options.ScriptRoot, options.Settings);
        var configuration = reader.Load();
        var host = reader.Read(configuration);
        _functions = [.. new FunctionReader(options.ScriptRoot, options.Settings).Read().Where(function => !function.IsDisabled)];

        _app = HostWebApplication.Build(options, configuration);
        var loggers = _app.Services.GetRequiredService<ILoggerFactory>();
        _connections = HandlerClient.Connections(followsRedirects: !host.CustomHandler.ForwardsHttp && !host.CustomHandler.ProxiesHttp);
        Handler = new HandlerProcess(host, options.Settings, host.CustomHandler.Port ?? _handlerPort[0], _connections, _stop, time, loggers);

        var client = new HandlerClient(_connections, Handler);
        var limit = new InvocationLimit(Handler, host.FunctionTimeout, time);
        var queues = new QueueConnections(options.Settings);
        var outputs = new OutputTypes([new HttpOutput(), new QueueOutput(queues, host.Queues)]);
        var contact = new DurableContact();
        var durable = new DurableFunctions(_functions);
        var inputs = new InputTypes([new DurableClientInput(contact, options.Settings, host.Durable)]);
        var invoker = new FunctionInvoker(client, limit, inputs, outputs, time, loggers);
        var bindings = new BindingTypes(
            [
                new HttpTrigger(host, client, limit, invoker, loggers),
                new QueueTrigger(queues, host.Queues, invoker, time, loggers),
                new TimerTrigger(new TimerStatusStore(options.Settings), invoker, time, loggers),
                new DurableTrigger(DurableFunctions.OrchestrationTrigger, durable, options.Settings, host.Durable),
                new DurableTrigger(DurableFunctions.ActivityTrigger, durable, options.Settings, host.Durable),
            ],
            inputs,
            outputs);
        if (bindings.Check(_functions) is { Count: > 0 } problems)
        {
            throw new HostConfigurationException(problems);
        }

        _listeners = [.. _functions.Select(function => bindings.TriggerOf(function).CreateListener(function))];
        if (durable.Exist)
        {
            var connection = options.Settings.Find(host.Durable.ConnectionName)!;
            _listeners = [.. _listeners, new DurableHost(host, connection, durable, contact, invoker, () => Address, _stop, time, loggers, _stopping.Token)];
        }
    }

    /// <summary>The handler process.</summary>
    public HandlerProcess Handler { get; }

    /// <summary>Where this host listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Completes with the reason when the host has to stop, for the platform to start it anew.</summary>
    public Task<string> StopRequested => _stop.Requested;

    /// <summary>Starts a host. It answers when this completes; the handler may need a moment more, for which calls wait.</summary>
    /// <exception cref="HostConfigurationException">host.json or a function.json is wrong.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<FunctionsHostServer> StartAsync(FunctionsHostOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new FunctionsHostServer(options, time);
        HostWebApplication.Map(server._app, server._listeners, server.Status);
        try
        {
            await server._app.StartAsync(cancellationToken);
        }
        catch (IOException)
        {
            await server.DisposeAsync();
            throw;
        }

        server._running.Add(server.Handler.RunAsync(server._stopping.Token));
        server._running.AddRange(server._listeners.Select(listener => Task.Run(() => listener.RunAsync(server._stopping.Token), cancellationToken)));
        return server;
    }

    /// <summary>Kills the handler, as the real host does on stopping, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        await _app.DisposeAsync();
        _connections.Dispose();
        _handlerPort.Dispose();
        _stopping.Dispose();
    }

    private HostStatus Status() => new(
        "Running",
        HandlerClient.HostVersion,
        Environment.ProcessId,
        new HandlerStatus(Handler.State.ToString(), Handler.ProcessId, Handler.Address.Port, Handler.RestartCount, Handler.ErrorCount),
        [.. _functions.Select(function => function.Name)]);
}
