using System.Net.Sockets;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Telemetry;
using MQTTnet.Exceptions;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Keeps one access connected, for as long as it takes.</summary>
internal sealed class AccessSession(
    BridgedAccess access,
    MqttConnector connector,
    Examiners examiners,
    InboundHandler handler,
    BridgeOptions options,
    BridgeState state,
    BridgeMetrics metrics,
    TimeProvider time,
    Random random,
    ILogger<AccessSession> logger)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);

    private readonly BackOff _backOff = new(FirstBackOff, options.LongestBackOff, random);

    /// <summary>Runs until it is to stop; faults of the broker, of the storage and of the entry never end it.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var reason = await ConnectedPeriodAsync(stop).ConfigureAwait(false);
            state.Disconnected(access.AccessId);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            metrics.Disconnected(access.AccessId);
            var delay = _backOff.Next();
            BridgeLog.NotConnected(logger, access.AccessId, reason, delay);
            await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> ConnectedPeriodAsync(CancellationToken stop)
    {
        try
        {
            var description = await connector.DescribeAsync(access, stop).ConfigureAwait(false);
            await examiners.PrepareAsync(access, stop).ConfigureAwait(false);
            var connection = new BrokerConnection(access, handler, options, metrics, time);
            await using (connection.ConfigureAwait(false))
            {
                var (granted, kept) = await connection.OpenAsync(description, stop).ConfigureAwait(false);
                NoteOpened(granted, kept);
                return await LiveAsync(connection, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ConnectionEnd.Stopped.Reason;
        }
        catch (Exception fault) when (WordsFor(fault) is not null)
        {
            return WordsFor(fault)!;
        }
    }

    // A broker that lets us in and throws us out at once is not to be hammered: only a connection that lasted makes up for failures.
    private async Task<string> LiveAsync(BrokerConnection connection, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        var end = await connection.ServeAsync(stop).ConfigureAwait(false);
        if (time.GetElapsedTime(since) >= options.LongestBackOff)
        {
            _backOff.Reset();
        }

        return end.Reason;
    }

    private void NoteOpened(int granted, bool kept)
    {
        var asked = DownlinkTopic.FiltersOf(access.ClientId).Count();
        if (granted < asked)
        {
            BridgeLog.TopicsDenied(logger, access.AccessId, granted, asked);
        }

        state.Connected(access.AccessId);
        BridgeLog.Connected(logger, access.AccessId, kept ? "kept" : "new");
    }

    private static string? WordsFor(Exception fault) => fault switch
    {
        ConnectionRefusedException or MisconfiguredAccessException or InvalidKeyException => fault.Message,
        MqttCommunicationException or SocketException or IOException => "the broker cannot be reached",
        OperationCanceledException or TimeoutException => "the broker does not answer",
        System.Security.Authentication.AuthenticationException => "the broker's certificate is not trusted",
        MqttProtocolViolationException => "the broker breaks the protocol",
        _ => null,
    };
}
