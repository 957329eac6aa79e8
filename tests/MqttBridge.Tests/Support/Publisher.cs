using MQTTnet;
using MQTTnet.Protocol;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>The city brain's own connection to its broker.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    public const string Name = "city";
    public const string Password = "city's";

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    public static async Task<Publisher> ConnectAsync(Uri broker)
    {
        var publisher = new Publisher();
        var options = new MqttClientOptionsBuilder().WithTcpServer(broker.Host, broker.Port).WithCredentials(Name, Password).Build();
        await publisher._client.ConnectAsync(options, TestContext.Current.CancellationToken);
        return publisher;
    }

    /// <summary>Returns when the broker has taken the message.</summary>
    public async Task PublishAsync(string topic, byte[] payload)
    {
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        var result = await _client.PublishAsync(message, TestContext.Current.CancellationToken);
        Assert.True(result.IsSuccess, $"the broker answers {result.ReasonCode}");
    }

    public async Task PublishAsync(int from, int count, string topic = "/hzcity/v2/payResult/M00001/1001")
    {
        for (var requestId = from; requestId < from + count; requestId++)
        {
            await PublishAsync(topic, Platform.Default.Message(requestId));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        _client.Dispose();
    }
}
