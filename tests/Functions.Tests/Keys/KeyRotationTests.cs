using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Keys;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Keys;

/// <summary>A key is exchanged where it is kept and at the city brain, in either order, while events go up.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly ChangingKeys _keys = new();
    private readonly OneKeyCity _city;
    private GatewayHost _host = null!;
    private int _sent;

    public KeyRotationTests() => _city = new OneKeyCity(_keys.PublicKeyOf(0));

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync(services: services =>
    {
        services.AddSingleton<IPrivateKeySource>(_keys);
        services.AddSingleton(new CityBrainClient(new HttpClient(_city), TimeProvider.System));
    });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Not_one_event_is_refused_when_the_city_brain_knows_the_new_key_before_we_have_seen_it()
    {
        Assert.Equal("forwarded", await ForwardAsync());
        _keys.Rotate();
        _city.Known = _keys.PublicKeyOf(1);

        Assert.Equal("forwarded", await ForwardAsync());
        Assert.Equal("forwarded", await ForwardAsync());

        // One refusal told of the change; what came after it was sealed with the new key at once.
        Assert.Equal((3, 1), (_city.Accepted, _city.Refused));
    }

    [Fact]
    public async Task Not_one_event_is_refused_when_we_use_the_new_key_before_the_city_brain_knows_it()
    {
        _keys.Rotate();
        _keys.Reread();

        Assert.Equal("forwarded", await ForwardAsync());
        Assert.Equal("forwarded", await ForwardAsync());
        Assert.Equal((2, 1), (_city.Accepted, _city.Refused));
        _city.Known = _keys.PublicKeyOf(1);
        Assert.Equal("forwarded", await ForwardAsync());
        Assert.Equal((3, 2), (_city.Accepted, _city.Refused));
    }

    [Fact]
    public async Task What_is_refused_under_either_key_is_refused_in_the_city_brains_words()
    {
        _keys.Rotate();
        _keys.Rotate();
        _keys.Reread();

        Assert.Equal("refused", await ForwardAsync());
        Assert.Equal((0, 2), (_city.Accepted, _city.Refused));
    }

    [Fact]
    public async Task A_key_that_is_away_makes_records_wait_and_says_nothing_about_the_city_brain()
    {
        _keys.Fault = new KeyUnavailableException("The vault does not answer.");

        Assert.Equal("pending", await ForwardAsync());
        var asked = await _host.PostAsync("getPayResult", Requests.Of("getPayResult"));
        for (var again = 0; again < 10; again++)
        {
            await _host.PostAsync("getPayResult", Requests.Of("getPayResult"));
        }

        Assert.Equal(504, asked.Status);
        Assert.Empty(_host.Services.GetRequiredService<CityBrainPulse>().Beats);

        // Neither has the circuit breaker opened for it.
        _keys.Fault = null;
        Assert.Equal(200, (await _host.PostAsync("getPayResult", Requests.Of("getPayResult"))).Status);
    }

    private async Task<string> ForwardAsync()
    {
        var id = $"R-{++_sent}";
        var answered = await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data =>
        {
            data["arriveID"] = id;
            data["uid"] = $"{data["uid"]}{_sent}";
        }));
        Assert.True(answered.Status == 200, answered.Body);
        await _host.DrainAsync();
        return (await _host.GetAsync($"/api/v2/receipts/{answered.Text("receipt")}")).Text("state");
    }
}
