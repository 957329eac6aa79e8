using System.Buffers;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Telemetry;
using MQTTnet;
using MQTTnet.Protocol;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>One connection to a broker, from CONNECT to its end. It never unsubscribes: the session is to keep what comes meanwhile.</summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(1);

    private readonly BridgedAccess _access;
    private readonly InboundHandler _handler;
    private readonly TimeProvider _time;
    private readonly Flight _flight;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<string> _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrokerConnection(
        BridgedAccess access, InboundHandler handler, BridgeOptions options, BridgeMetrics metrics, TimeProvider time)
    {
        (_access, _handler, _time) = (access, handler, time);
        _flight = new Flight(options.InFlight, () => metrics.Received(access.AccessId), () => metrics.LeftFlight(access.AccessId));

        // Before connecting: with a session that is there already the first messages come right behind the CONNACK.
        _client.ApplicationMessageReceivedAsync += ReceiveAsync;
        _client.DisconnectedAsync += NoteCutAsync;
    }

    /// <summary>Connects and subscribes. Returns how many of the ten topics the broker grants, and whether it had kept the session.</summary>
    /// <exception cref="ConnectionRefusedException">The broker answers, but does not let us in, or to none of the topics.</exception>
    public async Task<(int Granted, bool SessionKept)> OpenAsync(MqttClientOptions description, CancellationToken cancellationToken)
    {
        var answer = await _client.ConnectAsync(description, cancellationToken).ConfigureAwait(false);
        if (answer.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new ConnectionRefusedException($"the broker answers {answer.ResultCode}");
        }

        var filters = new MqttClientSubscribeOptionsBuilder();
        foreach (var filter in DownlinkTopic.FiltersOf(_access.ClientId))
        {
            filters.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        var granted = (await _client.SubscribeAsync(filters.Build(), cancellationToken).ConfigureAwait(false))
            .Items.Count(item => item.ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2);
        return granted > 0
            ? (granted, answer.IsSessionPresent)
            : throw new ConnectionRefusedException("the broker grants none of the topics");
    }

    /// <summary>Passes messages on until the connection ends, the storage is away for too long, or we are to stop.</summary>
    public async Task<ConnectionEnd> ServeAsync(CancellationToken stop)
    {
        var acknowledging = _flight.AcknowledgeAsync();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(stopped.SetResult);
        await Task.WhenAny(acknowledging, _cut.Task, stopped.Task).ConfigureAwait(false);
        if (stop.IsCancellationRequested)
        {
            await DrainAsync(acknowledging).ConfigureAwait(false);
            return ConnectionEnd.Stopped;
        }

        var end = _cut.Task.IsCompleted
            ? new ConnectionEnd(await _cut.Task.ConfigureAwait(false))
            : new ConnectionEnd(acknowledging.Exception?.InnerException?.Message ?? "nothing can be acknowledged any more");
        await AbandonAsync(acknowledging).ConfigureAwait(false);
        return end;
    }

    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        await _flight.AbandonAsync().ConfigureAwait(false);
        await GoodbyeAsync().ConfigureAwait(false);
        _client.Dispose();
        _flight.Dispose();
        _abandoned.Dispose();
    }

    private async Task ReceiveAsync(MqttApplicationMessageReceivedEventArgs arrival)
    {
        arrival.AutoAcknowledge = false;

        // The client may use the buffer again.
        var message = new InboundMessage(arrival.ApplicationMessage.Topic, arrival.ApplicationMessage.Payload.ToArray(), _time.GetUtcNow());
        await _flight.TakeAsync(
            () => _handler.HandleAsync(_access, message, _abandoned.Token),
            () => arrival.AcknowledgeAsync(_abandoned.Token),
            _abandoned.Token).ConfigureAwait(false);
    }

    private Task NoteCutAsync(MqttClientDisconnectedEventArgs cut)
    {
        _cut.TrySetResult(cut.Exception is null ? $"the broker ended the connection ({cut.Reason})" : "the connection broke");
        return Task.CompletedTask;
    }

    // What is in work gets its acknowledgement; the rest stays with the broker.
    private async Task DrainAsync(Task acknowledging)
    {
        _flight.Close();
        try
        {
            await acknowledging.WaitAsync(DrainLimit, _time).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever keeps a message from being acknowledged: it comes back.
        catch (Exception)
#pragma warning restore CA1031
        {
            await AbandonAsync(acknowledging).ConfigureAwait(false);
        }
    }

    private async Task AbandonAsync(Task acknowledging)
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        _flight.Close();
        await acknowledging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task GoodbyeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(GoodbyeLimit, _time);
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The connection ends one way or the other.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
