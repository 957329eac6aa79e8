using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HzFunctions.Local.Broker;
using HzFunctions.Local.CitySimulator;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;
using MQTTnet;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>What the city brain is asked to send down reaches the broker as a platform publishes it, with what is to be amiss with it.</summary>
public sealed class DownlinkSendingTests : IAsyncLifetime
{
    private const string Watcher = "watcher";

    private static readonly object Wanted = new { accessID = "A00001", parkingCode = "1001", name = "payResult", data = new { plateNo = "浙A01C01", billID = "B-1" } };

    private readonly TemporaryFolder _folder = new();
    private readonly PortReservation _ports = FreePorts.Reserve(1);
    private readonly ConcurrentQueue<(string Topic, JsonElement Message)> _published = new();
    private readonly IMqttClient _watcher = new MqttClientFactory().CreateMqttClient();
    private EmbeddedBroker? _broker;
    private CitySimulatorServer? _city;
    private HttpClient _http = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = new EmbeddedBroker(_ports[0], [new BrokerUser(BrokerLogin.UserName, "password"), new BrokerUser(Watcher, Watcher)]);
        await _broker.StartAsync();
        _watcher.ApplicationMessageReceivedAsync += arrival =>
        {
            _published.Enqueue((arrival.ApplicationMessage.Topic, JsonElement.Parse(arrival.ApplicationMessage.ConvertPayloadToString())));
            return Task.CompletedTask;
        };
        await _watcher.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _ports[0]).WithCredentials(Watcher, Watcher).Build(), Stop);
        await _watcher.SubscribeAsync("/hzcity/#", cancellationToken: Stop);
        await StartAsync(new BrokerLogin(new Uri($"mqtt://127.0.0.1:{_ports[0]}"), _folder.File("password")));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _city!.DisposeAsync();
        _watcher.Dispose();
        await _broker!.DisposeAsync();
        _ports.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task R6_It_is_published_sealed_with_the_platforms_key_under_the_topic_with_a_leading_slash()
    {
        var made = await SendAsync(Wanted);

        var (topic, message) = (await PublishedAsync(1))[0];
        Assert.Equal("/hzcity/v2/payResult/A00001/1001", topic);
        Assert.Equal(["cipher", "sign", "requestId", "timestamp"], message.EnumerateObject().Select(member => member.Name));
        Assert.Equal(made.GetProperty("requestId").GetInt64(), message.GetProperty("requestId").GetInt64());
        Assert.True(JsonElement.DeepEquals(made.GetProperty("data"), JsonElement.Parse(Open(message).Text!)));
    }

    [Fact]
    public async Task A_doubled_one_is_published_twice_byte_for_byte()
    {
        await SendAsync(With("Doubled"));

        var published = await PublishedAsync(2);
        Assert.Equal($"{published[0].Message}", $"{published[1].Message}");
    }

    [Fact]
    public async Task R11_A_forged_one_does_not_verify_with_the_platforms_key()
    {
        await SendAsync(With("WrongSign"));

        Assert.Equal(OpenFault.WrongSign, Open((await PublishedAsync(1))[0].Message).Fault);
    }

    [Fact]
    public async Task One_under_a_reused_requestId_has_the_number_of_an_earlier_one_and_its_own_content()
    {
        await SendAsync(Wanted);
        await SendAsync(new { accessID = "A00001", parkingCode = "1001", name = "payResult", data = new { billID = "B-2" }, fault = "reusedRequestId" });

        var published = await PublishedAsync(2);
        Assert.Single(published.Select(of => of.Message.GetProperty("requestId").GetInt64()).Distinct());
        Assert.Equal("""{"billID":"B-2"}""", Open(published[1].Message).Text);
    }

    [Fact]
    public async Task Number_timestamp_and_delay_are_as_ordered()
    {
        await SendAsync(new
        {
            accessID = "A00001",
            parkingCode = "1001",
            name = "overDueResult",
            data = new { plateNo = "浙A01C01" },
            requestId = 71,
            timestamp = "2099-01-01 00:00:00",
            after = "500ms",
        });
        await SendAsync(Wanted);

        var published = await PublishedAsync(2);
        Assert.Equal([72, 71], published.Select(of => of.Message.GetProperty("requestId").GetInt64()));
        Assert.Equal("2099-01-01 00:00:00", published[1].Message.GetProperty("timestamp").GetString());
    }

    [Theory]
    [InlineData("""{"accessID":"A00001","parkingCode":"1001","name":"noticepay","data":{}}""")]
    [InlineData("""{"accessID":"M99999","parkingCode":"1001","name":"payResult","data":{}}""")]
    [InlineData("""{"accessID":"A00001","parkingCode":"1001","name":"payResult"}""")]
    [InlineData("""{"accessID":"A00001","parkingCode":"1001","name":"payResult","data":{},"timestamp":"soon"}""")]
    [InlineData("""{"accessID":"A00001","parkingCode":"1001","name":"payResult","data":{},"after":"soon"}""")]
    [InlineData("""{"accessID":"A00001","parkingCode":"1001","name":"payResult","data":{},"fault":"wrong"}""")]
    [InlineData("""{"accessID":"A00001","parkingCode":"1001","name":"payResult","data":{},"more":1}""")]
    [InlineData("no JSON")]
    public async Task An_order_that_makes_no_sense_is_refused_and_nothing_is_made(string order)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(order));
        Assert.Equal(0, (await _http.GetFromJsonAsync<JsonElement>("/admin/downlinks", Stop)).GetArrayLength());
    }

    [Fact]
    public async Task A_city_brain_without_a_broker_sends_nothing_down_and_says_so()
    {
        await _city!.DisposeAsync();
        await StartAsync(broker: null);

        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(JsonSerializer.Serialize(Wanted)));
    }

    private async Task StartAsync(BrokerLogin? broker)
    {
        var options = new CitySimulatorOptions { Port = 0, StateFolder = _folder.Path, Broker = broker, SendsByItself = false };
        await File.WriteAllTextAsync(_folder.File("password"), "password", Stop);
        AccessRegister.Write(options.AccessesFile, [CityUnderTest.Accesses[0] with { PlatformPrivateKey = Vectors.PrivateKey("carpark-1024") }]);
        _city = new CitySimulatorServer(options, TimeProvider.System);
        await _city.StartAsync(Stop);
        _http.Dispose();
        _http = new HttpClient { BaseAddress = _city.Address };
    }

    private static object With(string fault) =>
        new { accessID = "A00001", parkingCode = "1001", name = "payResult", data = new { billID = "B-1" }, fault };

    private async Task<JsonElement> SendAsync(object order)
    {
        using var response = await _http.PostAsJsonAsync("/admin/downlinks", order, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private async Task<HttpStatusCode> OrderAsync(string order)
    {
        using var content = new StringContent(order, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/admin/downlinks", content, Stop);
        return response.StatusCode;
    }

    private async Task<IReadOnlyList<(string Topic, JsonElement Message)>> PublishedAsync(int count)
    {
        await Eventually.IsTrueAsync(() => _published.Count >= count);
        return [.. _published];
    }

    private static OpenedMessage Open(JsonElement message)
    {
        var platform = WireKeys.ReadPublic(Vectors.PublicKey("carpark-1024"));
        return new WireOpener(platform, WireHash.Md5, platform).Open(message.GetProperty("cipher").GetString()!, message.GetProperty("sign").GetString()!);
    }
}
