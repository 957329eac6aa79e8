using System.Text;
using Azure.Storage.Queues;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace HzFunctions.Bench.Bridge;

/// <summary>
/// The peer: an MQTTnet client that writes each message to a queue as it came and then acknowledges it, as many at the same time as the
/// bridge. It verifies nothing, opens nothing, and keeps no order of acknowledgements.
/// </summary>
internal sealed class BareSubscriber : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly SemaphoreSlim _places = new(AtOnce);

    public static async Task<BareSubscriber> ConnectAsync(Mosquitto broker, QueueClient queue, CancellationToken cancellationToken)
    {
        var subscriber = new BareSubscriber();
        subscriber._client.ApplicationMessageReceivedAsync += async arrival =>
        {
            arrival.AutoAcknowledge = false;
            await subscriber._places.WaitAsync(cancellationToken);
            _ = subscriber.TakeAsync(arrival, queue, cancellationToken);
        };
        await subscriber._client.ConnectAsync(
            broker.Login(BridgeBench.BareAccess).WithClientId(BridgeBench.BareAccess).WithCleanSession(false).WithProtocolVersion(MqttProtocolVersion.V311).Build(),
            cancellationToken);
        await subscriber._client.SubscribeAsync($"/hzcity/v2/+/{BridgeBench.BareAccess}/+", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken);
        return subscriber;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        _client.Dispose();
        _places.Dispose();
    }

    private async Task TakeAsync(MqttApplicationMessageReceivedEventArgs arrival, QueueClient queue, CancellationToken cancellationToken)
    {
        await queue.SendMessageAsync(Encoding.UTF8.GetString(arrival.ApplicationMessage.Payload), cancellationToken);
        await arrival.AcknowledgeAsync(cancellationToken);
        _places.Release();
    }
}
