using HzFunctions.Local.CitySimulator.Faults;
using MQTTnet;
using MQTTnet.Protocol;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>Publishes what is due, for as long as it takes the broker to take it.</summary>
internal sealed class DownlinkPublisher(BrokerLogin login, DownlinkBook book, DownlinkSeal seal, FaultBoard faults, TimeProvider time)
{
    private static readonly TimeSpan Cycle = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await TryServeAsync(stop);
            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A broker that is away, or being started again, ends the connection and not the city brain.
    private async Task TryServeAsync(CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            await client.ConnectAsync(await DescribeAsync(stop), stop);
            while (client.IsConnected && !stop.IsCancellationRequested)
            {
                await PublishDueAsync(client, stop);
                await Task.Delay(Cycle, time, stop);
            }
        }
#pragma warning disable CA1031 // Whatever ended the connection, the next one tries again.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private async Task<MqttClientOptions> DescribeAsync(CancellationToken stop) => new MqttClientOptionsBuilder()
        .WithTcpServer(login.Address.Host, login.Address.Port)
        .WithClientId(BrokerLogin.UserName)
        .WithCredentials(BrokerLogin.UserName, await File.ReadAllTextAsync(login.PasswordFile, stop))
        .WithTimeout(CallLimit)
        .Build();

    private async Task PublishDueAsync(IMqttClient client, CancellationToken stop)
    {
        if (faults.IsOutage)
        {
            book.NoteCityAway();
        }

        foreach (var downlink in book.Due())
        {
            await PublishAsync(client, downlink, stop);
            if (downlink.Fault == DownlinkFault.Doubled)
            {
                await PublishAsync(client, downlink, stop);
            }
        }
    }

    private async Task PublishAsync(IMqttClient client, Downlink downlink, CancellationToken stop)
    {
        if (seal.Seal(downlink) is not { } payload)
        {
            return;
        }

        var message = new MqttApplicationMessageBuilder()
            .WithTopic($"/hzcity/v2/{downlink.Name}/{downlink.Site.AccessID}/{downlink.Site.ParkingCode}")
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        var at = time.GetUtcNow();
        var result = await client.PublishAsync(message, stop);
        if (result.IsSuccess)
        {
            book.NotePublished(downlink, at);
        }
    }
}
