using MQTTnet;
using MQTTnet.Protocol;

namespace HzFunctions.Bench.Bridge;

/// <summary>The city brain's own connection: publishes as fast as the broker takes it.</summary>
internal sealed class CityPublisher : IAsyncDisposable
{
    private const int AtOnce = 64;

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    public static async Task<CityPublisher> ConnectAsync(Mosquitto broker, CancellationToken cancellationToken)
    {
        var publisher = new CityPublisher();
        await publisher._client.ConnectAsync(broker.Login(BridgeBench.City).Build(), cancellationToken);
        return publisher;
    }

    public Task PublishAsync(string accessId, IReadOnlyList<byte[]> payloads, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            payloads,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (payload, token) => await _client.PublishAsync(
                new MqttApplicationMessageBuilder()
                    .WithTopic($"/hzcity/v2/payResult/{accessId}/1001")
                    .WithPayload(payload)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                    .Build(),
                token));

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        _client.Dispose();
    }
}
