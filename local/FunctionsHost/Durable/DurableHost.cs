using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Durable.Activities;
using HzFunctions.Local.FunctionsHost.Durable.Bindings;
using HzFunctions.Local.FunctionsHost.Durable.Client;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Management;
using HzFunctions.Local.FunctionsHost.Durable.Storage;
using HzFunctions.Local.FunctionsHost.Durable.Timers;
using HzFunctions.Local.FunctionsHost.Durable.Turns;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Durable;

/// <summary>The durable part of a host: the engine, its gRPC listener and its management API.</summary>
internal sealed class DurableHost : ITriggerListener
{
    private readonly DurableContact _contact;
    private readonly Func<Uri> _hostAddress;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly HubEngine _engine;
    private readonly ManagementApi _management;
    private readonly SystemKeyStore _systemKey;
    private readonly ClientRules _clientRules;

    /// <summary>Settings and functions were checked.</summary>
    public DurableHost(
        HostSettings host,
        string connectionString,
        DurableFunctions functions,
        DurableContact contact,
        FunctionInvoker invoker,
        Func<Uri> hostAddress,
        HostStop stop,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken stopping)
    {
        (_contact, _hostAddress, _loggers, _logger) = (contact, hostAddress, loggers, loggers.CreateLogger("Host.Triggers.DurableTask"));
        var settings = host.Durable;
        var retry = new StorageRetry(time, _logger);
        var storage = new HubStorage(connectionString, settings.HubName);
        var lease = new HubLease(storage, settings.HubName, retry, time, _logger);
        var history = new HistoryStore(storage.History, new PartitionWriter(storage.History, lease, retry), retry);
        var states = new StateStore(storage.Instances, lease, retry);
        _engine = new HubEngine(storage, lease, retry, new InstanceRegister(history, states, settings.HubName, _logger, stopping), router => new InstanceServices(
            history,
            states,
            new OrchestratorInvoker(functions, invoker, settings.MaxConcurrentOrchestrators, stopping),
            new ActivityInvoker(functions, invoker, settings.MaxConcurrentActivities, time, stopping),
            new DueTimers(time),
            router,
            stop.Request,
            time,
            _logger,
            stopping));
        _management = new ManagementApi(_engine, contact, settings);
        _systemKey = new SystemKeyStore(storage, retry);
        _clientRules = new ClientRules(settings.HubName, stopping);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        _management.Map(endpoints);
        WedgeEndpoints.Map(endpoints, _engine);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var listener = GrpcListener.Build(_engine, _clientRules, _loggers);
            await listener.StartAsync(cancellationToken);
            var running = _engine.RunAsync(cancellationToken);
            await TellAddressesAsync(new Uri(listener.Urls.Single()), cancellationToken);
            await running;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TellAddressesAsync(Uri rpc, CancellationToken cancellationToken)
    {
        _logger.ListenerStarted(rpc);

        // By the name that the scheme of the real binding's addresses depends on.
        var management = new UriBuilder(_hostAddress()) { Host = "localhost", Path = ManagementApi.BasePath };
        _contact.Set(new DurableAddresses(rpc, management.Uri, await _systemKey.GetAsync(cancellationToken)));
    }
}
