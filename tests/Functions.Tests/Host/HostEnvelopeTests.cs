using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Host;

/// <summary>How the Functions host calls functions that are no HTTP functions.</summary>
public sealed class HostEnvelopeTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static string Bell { get; } = new JsonObject { ["version"] = 1, ["site"] = GatewayHost.Site.Value }.ToJsonString();

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_encoded_twice_as_the_host_really_does_is_read()
    {
        var answered = await CallAsync("ForwardUplink", Envelope("bell", JsonSerializer.Serialize(Bell)));

        AssertServed(answered);
        Assert.Single(_host.CityBrain.Calls);
    }

    [Fact]
    public async Task A_message_encoded_once_as_the_public_documentation_shows_is_read()
    {
        var answered = await CallAsync("ForwardUplink", Envelope("bell", Bell));

        AssertServed(answered);
        Assert.Single(_host.CityBrain.Calls);
    }

    [Fact]
    public async Task A_message_that_the_host_has_made_an_object_of_is_read()
    {
        var answered = await CallAsync("ForwardUplink", new JsonObject { ["Data"] = new JsonObject { ["bell"] = JsonNode.Parse(Bell) } }.ToJsonString());

        AssertServed(answered);
        Assert.Single(_host.CityBrain.Calls);
    }

    [Fact]
    public async Task The_functions_name_is_known_in_whatever_letters() =>
        AssertServed(await CallAsync("forwarduplink", Envelope("bell", JsonSerializer.Serialize(Bell))));

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":[]}""")]
    [InlineData("""{"Data":{"other":"x"}}""")]
    [InlineData("""{"Data":{"bell":"null"}}""")]
    [InlineData("""{"Data":{"bell":"no bell"}}""")]
    [InlineData("""{"Data":{"bell":"{}"}}""")]
    [InlineData("""{"Data":{"bell":"{\"version\":2,\"site\":\"1001~~P1\"}"}}""")]
    [InlineData("""{"Data":{"bell":"{\"version\":1,\"site\":\"nothing\"}"}}""")]
    [InlineData("""{"Data":{"bell":"{\"version\":1,\"site\":null}"}}""")]
    [InlineData("""{"Data":{"bell":"\"\\ud83d\""}}""")]
    [InlineData("""{"Data":{"bell":"\ud83d"}}""")]
    public async Task What_is_no_envelope_or_no_bell_fails_with_a_body_so_that_the_host_delivers_again(string body)
    {
        var answered = await CallAsync("ForwardUplink", body);

        Assert.Equal((500, "{}", "application/json"), (answered.Status, answered.Body, answered.ContentType));
        Assert.Empty(_host.CityBrain.Calls);
        Assert.Contains(_host.Logged.Records, record => record.Contains("Function ForwardUplink failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_of_the_storage_fails_the_function_with_a_body()
    {
        _host.Log.IsAway = true;

        var answered = await CallAsync("ForwardUplink", Envelope("bell", JsonSerializer.Serialize(Bell)));

        Assert.Equal((500, "{}"), (answered.Status, answered.Body));
    }

    [Fact]
    public async Task A_bell_of_a_car_park_that_is_not_registered_is_done() =>
        AssertServed(await CallAsync("ForwardUplink", Envelope("bell", """{"version":1,"site":"1001~~P77"}""")));

    [Fact]
    public async Task Watch_is_called_with_a_timers_envelope_and_rings()
    {
        var rung = _host.Bell.Rung;

        var answered = await CallAsync(
            "Watch", """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{}}}""");

        AssertServed(answered);
        Assert.Equal(rung + 1, _host.Bell.Rung);
    }

    [Fact]
    public async Task Whether_the_handler_is_there_is_answered_at_its_root() => Assert.Equal(200, (await _host.GetAsync("/")).Status);

    private static void AssertServed(Answered answered) =>
        Assert.Equal((200, "{}", "application/json"), (answered.Status, answered.Body, answered.ContentType));

    private static string Envelope(string binding, string text) =>
        new JsonObject { ["Data"] = new JsonObject { [binding] = text }, ["Metadata"] = new JsonObject { ["DequeueCount"] = "1" } }.ToJsonString();

    private Task<Answered> CallAsync(string function, string body) =>
        _host.PostAsync($"/{function}", new StringContent(body, Encoding.UTF8, "application/json"));
}
