using System.Net;
using HzFunctions.MqttBridge.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.MqttBridge.Tests.Health;

/// <summary>What the container's probes say.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private BridgeState _state = null!;
    private WebApplication _app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _state = new BridgeState(_time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(_state);
        _app = builder.Build();
        _app.MapHealth();
        await _app.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_replica_that_has_not_reached_its_storage_lives_but_is_not_ready()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync("live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("ready"));
    }

    [Fact]
    public async Task A_stand_by_is_ready_and_so_is_a_leader_whose_broker_is_away()
    {
        _state.Become(BridgeRole.StandBy);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("ready"));

        _state.Become(BridgeRole.Leader);
        _state.Disconnected("M00001");
        Assert.Equal(HttpStatusCode.OK, await AskAsync("ready"));
    }

    [Fact]
    public async Task A_replica_that_does_its_rounds_no_more_is_not_alive_until_it_does()
    {
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("live"));

        _state.Beat();
        Assert.Equal(HttpStatusCode.OK, await AskAsync("live"));
    }

    private async Task<HttpStatusCode> AskAsync(string probe)
    {
        using var answer = await _http.GetAsync($"{_app.Urls.First()}/health/{probe}", Stop);
        return answer.StatusCode;
    }
}
