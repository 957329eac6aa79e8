using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.Broker;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;
using MQTTnet;
using MQTTnet.Protocol;

namespace HzFunctions.Local.Tests.CarParkSimulator.Downlinks;

/// <summary>An existing client with its own session at the broker opens, writes down and confirms by itself.</summary>
public sealed class OwnConnectionTests : IAsyncDisposable
{
    private static readonly string Topic = $"/hzcity/v2/payResult/{NoticeBench.Site.AccessID}/{NoticeBench.Site.ParkingCode}";

    private readonly NoticeBench _bench = new(DownlinkForm.Own);
    private readonly TemporaryFolder _folder = new();
    private readonly PortReservation _ports = FreePorts.Reserve(1);
    private readonly EmbeddedBroker _broker;
    private readonly Link _link = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private Task _running = Task.CompletedTask;

    public OwnConnectionTests() =>
        _broker = new EmbeddedBroker(_ports[0], [new BrokerUser("city", "city"), new BrokerUser(NoticeBench.Site.AccessID, "password")]);

    [Fact]
    public async Task A_message_is_confirmed_through_the_gateway_with_its_number_and_its_fields()
    {
        await StartAsync();
        await PublishAsync(7, forged: false);

        await Eventually.IsTrueAsync(() => !_link.Sent.IsEmpty);
        var (name, data) = Assert.Single(_link.Sent);
        Assert.Equal("confirmPayResult", name);
        Assert.Equal("""{"success":true,"requestId":7,"params":{"billID":"B-7"}}""", data);
        Assert.Equal(["7"], _bench.Told());
    }

    [Fact]
    public async Task A_confirmation_that_nobody_answers_is_sent_again_and_each_is_written_down()
    {
        _link.Silences = 2;
        await StartAsync();
        await PublishAsync(7, forged: false);

        await Eventually.IsTrueAsync(() => _link.Sent.Count == 3);
        Assert.Equal(["7", "7", "7"], _bench.Told(LedgerEvent.Confirming));
        Assert.Equal(["7"], _bench.Told());
    }

    [Fact]
    public async Task R11_A_message_with_a_wrong_signature_is_neither_written_down_nor_confirmed()
    {
        await StartAsync();
        await PublishAsync(6, forged: true);
        await PublishAsync(7, forged: false);

        await Eventually.IsTrueAsync(() => !_link.Sent.IsEmpty);
        Assert.Equal(["7"], _bench.Told());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        await _broker.DisposeAsync();
        _ports.Dispose();
        _folder.Dispose();
        _bench.Dispose();
    }

    private async Task StartAsync()
    {
        await _broker.StartAsync();
        await File.WriteAllTextAsync(_folder.File("password"), "password", _stop.Token);
        await File.WriteAllTextAsync(_folder.File("platform.pem"), Vectors.PublicKey("carpark-1024"), _stop.Token);
        var carPark = new CarParkEndpoint
        {
            ParkingCode = NoticeBench.Site.ParkingCode,
            ParkingName = "停车场",
            AccessID = NoticeBench.Site.AccessID,
            ApiKey = "",
            PrivateKeyFile = "",
            PublicKeyFile = "",
            Downlink = DownlinkForm.Own,
            MqttPasswordFile = _folder.File("password"),
            PlatformKeyFile = _folder.File("platform.pem"),
        };
        var connection = new OwnConnection(carPark, new Uri($"mqtt://127.0.0.1:{_ports[0]}"), _link, _bench.Desk, TimeProvider.System);
        _running = connection.RunAsync(_stop.Token);
        await connection.Listening;
    }

    private async Task PublishAsync(int requestId, bool forged)
    {
        var sealedText = WireMessage.Seal($$"""{"billID":"B-{{requestId}}"}""", WireKeys.ReadPrivate(Vectors.PrivateKey("carpark-1024")));
        var sign = forged ? WireMessage.Seal("something else", WireKeys.ReadPrivate(Vectors.PrivateKey("carpark-1024"))).Sign : sealedText.Sign;
        using var city = new MqttClientFactory().CreateMqttClient();
        await city.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _ports[0]).WithCredentials("city", "city").Build(), _stop.Token);
        await city.PublishAsync(
            new MqttApplicationMessageBuilder()
                .WithTopic(Topic)
                .WithPayload(JsonSerializer.Serialize(new { cipher = sealedText.Cipher, sign, requestId, timestamp = "2026-11-23 09:10:30" }))
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                .Build(),
            _stop.Token);
    }

    private sealed class Link : ICarParkLink
    {
        public ConcurrentQueue<(string Name, string Data)> Sent { get; } = new();

        /// <summary>How many attempts are not answered.</summary>
        public int Silences { get; set; }

        public Task<UploadAnswer> SendAsync(string interfaceName, JsonObject data, byte[]? photo, CancellationToken cancellation)
        {
            Sent.Enqueue((interfaceName, data.ToJsonString()));
            return Task.FromResult<UploadAnswer>(Sent.Count <= Silences ? new UploadAnswer.Unanswered("silence") : new UploadAnswer.Accepted(Receipt: null));
        }
    }
}
