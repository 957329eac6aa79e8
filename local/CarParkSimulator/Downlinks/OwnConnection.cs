using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Wire;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>
/// An existing client of the city brain: it has its own session at the broker, opens what comes by itself, and confirms by itself through
/// the gateway. It acknowledges a message to the broker only when it is confirmed.
/// </summary>
internal sealed class OwnConnection(CarParkEndpoint carPark, Uri broker, ICarParkLink link, NoticeDesk desk, TimeProvider time) : IDownlinkIntake
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Cycle = TimeSpan.FromMilliseconds(250);

    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WireOpener _opener = MakeOpener(carPark);

    public Task Listening => _listening.Task;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await TryServeAsync(stop);
            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryServeAsync(CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += async arrival =>
        {
            arrival.AutoAcknowledge = false;
            await TakeAsync(arrival, stop);
        };
        try
        {
            await client.ConnectAsync(await DescribeAsync(stop), stop);
            await client.SubscribeAsync($"/hzcity/v2/+/{carPark.AccessID}/{carPark.ParkingCode}", MqttQualityOfServiceLevel.AtLeastOnce, stop);
            _listening.TrySetResult();
            while (client.IsConnected)
            {
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
        .WithTcpServer(broker.Host, broker.Port)
        .WithProtocolVersion(MqttProtocolVersion.V311)
        .WithClientId($"{carPark.AccessID}_{carPark.ParkingCode}")
        .WithCredentials(carPark.AccessID, await File.ReadAllTextAsync(carPark.MqttPasswordFile!, stop))
        .WithCleanSession(false)
        .Build();

    private async Task TakeAsync(MqttApplicationMessageReceivedEventArgs arrival, CancellationToken stop)
    {
        var envelope = JsonElement.Parse(arrival.ApplicationMessage.Payload.ToArray());
        var opened = _opener.Open(envelope.GetProperty("cipher").GetString()!, envelope.GetProperty("sign").GetString()!);
        if (opened.Text is { } text)
        {
            var topic = arrival.ApplicationMessage.Topic.Split('/')[3];
            await ConfirmAsync(topic, envelope.GetProperty("requestId").GetInt64(), JsonElement.Parse(text), stop);
        }

        // A forged one is done with: nobody confirms it.
        await arrival.AcknowledgeAsync(stop);
    }

    private async Task ConfirmAsync(string topic, long requestId, JsonElement data, CancellationToken stop)
    {
        var answer = desk.Take(topic, requestId, data);
        var isFee = topic == "fee";
        if (isFee && answer["data"] is null)
        {
            // It has no such vehicle: an old client says nothing then.
            return;
        }

        var confirmation = new JsonObject
        {
            ["success"] = true,
            ["requestId"] = requestId,
            ["params"] = isFee ? answer["data"]!.DeepClone() : JsonNode.Parse(data.GetRawText()),
        };
        desk.NoteConfirming(topic, requestId, data);
        while (await link.SendAsync(InterfaceOf(topic), confirmation.DeepClone().AsObject(), photo: null, stop) is UploadAnswer.Unanswered)
        {
            await Task.Delay(Pause, time, stop);
            desk.NoteConfirming(topic, requestId, data);
        }
    }

    private static string InterfaceOf(string topic) => topic == "fee" ? "uploadFee" : $"confirm{char.ToUpperInvariant(topic[0])}{topic[1..]}";

    private static WireOpener MakeOpener(CarParkEndpoint carPark)
    {
        var platform = WireKeys.ReadPublic(File.ReadAllText(carPark.PlatformKeyFile!));
        return new WireOpener(platform, WireHash.Md5, platform);
    }
}
