using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Leadership;
using HzFunctions.MqttBridge.Sessions;
using HzFunctions.MqttBridge.Storage;
using HzFunctions.MqttBridge.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>The bridge in this process, with a real broker and no storage.</summary>
internal sealed class BridgeUnderTest : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly MeterListener _meters = new();
    private readonly ConcurrentDictionary<string, long> _sums = new();
    private readonly ConcurrentQueue<double> _lags = new();

    private BridgeUnderTest(IHost host)
    {
        _host = host;
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == BridgeMetrics.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>(Note);
        _meters.SetMeasurementEventCallback<double>((_, value, _, _) => _lags.Enqueue(value));
        _meters.Start();
    }

    /// <summary>How often a connection ended or did not come about.</summary>
    public long Reconnects => Sum("hz.mqtt.reconnects");

    /// <summary>How old messages were when they were in the queue, in seconds.</summary>
    public IReadOnlyList<double> Lags => [.. _lags];

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

    /// <summary>The sum of all measurements of an instrument, or of those with a reason.</summary>
    public long Sum(string instrument, QuarantineReason? reason = null) => _sums.GetValueOrDefault($"{instrument} {reason}");

    public Task IsConnectedAsync(int accesses = 1) => Eventually.IsTrueAsync(() => State.ConnectedAccesses == accesses);

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _meters.Dispose();
        _host.Dispose();
    }

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        Add($"{instrument.Name} ");
        foreach (var tag in tags)
        {
            if (tag.Key == "reason")
            {
                Add($"{instrument.Name} {tag.Value}");
            }
        }

        void Add(string name) => _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
    }

    private sealed class NothingReturned : IReturnedMessages
    {
        public Task HandleAsync(IReadOnlyList<BridgedAccess> accesses, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
