using HzFunctions.Local.Broker;
using MQTTnet;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>The client that an access had before the bridge: its session, and what it subscribed, stay with the broker.</summary>
internal static class FormerClient
{
    public static async Task LeaveAsync(Uri broker, BrokerUser user, params IEnumerable<string> filters)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Host, broker.Port)
            .WithClientId(user.Name)
            .WithCredentials(user.Name, user.Password)
            .WithCleanSession(false)
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V311)
            .Build();
        await client.ConnectAsync(options, TestContext.Current.CancellationToken);
        foreach (var filter in filters)
        {
            await client.SubscribeAsync(filter, MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, TestContext.Current.CancellationToken);
        }

        await client.DisconnectAsync(new MqttClientDisconnectOptions(), TestContext.Current.CancellationToken);
    }
}
