using HzFunctions.Functions.Forwarding;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>What a car park is told about what it sent.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_receipt_follows_its_event()
    {
        var receipt = await SendAsync();
        var pending = await GetAsync(receipt);
        await _host.DrainAsync();
        var forwarded = await GetAsync(receipt);

        Assert.Equal((200, "pending", "1", "0"), (pending.Status, pending.Text("state"), pending.Text("revision"), pending.Text("attempts")));
        Assert.False(pending.Json.TryGetProperty("decidedAt", out _));
        Assert.False(pending.Json.TryGetProperty("cityBrain", out _));
        Assert.Equal(("forwarded", "1", "uploadCarInData"), (forwarded.Text("state"), forwarded.Text("attempts"), forwarded.Text("interface")));
        Assert.Equal("操作成功", forwarded.Json.GetProperty("cityBrain").GetProperty("msg").GetString());
        Assert.True(forwarded.Json.TryGetProperty("decidedAt", out _));
    }

    [Fact]
    public async Task A_receipt_of_a_dead_letter_has_the_city_brains_own_words()
    {
        _host.CityBrain.Answer = """{"resultCode":"400","msg":"缺失参数 endType"}""";
        var receipt = await SendAsync();
        await _host.DrainAsync();

        var refused = await GetAsync(receipt);

        Assert.Equal("refused", refused.Text("state"));
        Assert.Equal("""{"resultCode":"400","msg":"缺失参数 endType"}""", System.Text.RegularExpressions.Regex.Unescape(refused.Text("cityBrain")));
    }

    [Fact]
    public async Task A_pending_record_of_a_suspended_access_is_suspended()
    {
        for (var number = 0; number < AccessStandings.RefusalsThatSuspend; number++)
        {
            await _host.Services.GetRequiredService<AccessStandings>().RefusedAsync("1001", "words", $"r{number}", TestContext.Current.CancellationToken);
        }

        Assert.Equal("suspended", (await GetAsync(await SendAsync())).Text("state"));
    }

    [Fact]
    public async Task A_revision_counts_and_says_nothing_of_the_earlier_contents_fate()
    {
        var receipt = await SendAsync();
        await _host.DrainAsync();
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["gateNo"] = "7"));

        var revised = await GetAsync(receipt);

        Assert.Equal(("pending", "2", "0"), (revised.Text("state"), revised.Text("revision"), revised.Text("attempts")));
        Assert.False(revised.Json.TryGetProperty("cityBrain", out _));
    }

    [Fact]
    public async Task A_receipt_is_the_own_car_parks_only()
    {
        var receipt = await SendAsync();

        Assert.Equal(404, (await _host.GetAsync($"/api/v2/receipts/{receipt}", _host.StrangersKey)).Status);
        Assert.Equal(401, (await _host.GetAsync($"/api/v2/receipts/{receipt}", "x")).Status);
        Assert.Equal(404, (await GetAsync("uploadCarInData.unknown")).Status);
        Assert.Equal(400, (await GetAsync("nothing")).Status);
    }

    private async Task<string> SendAsync() => (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Text("receipt");

    private Task<Answered> GetAsync(string receipt) => _host.GetAsync($"/api/v2/receipts/{receipt}");
}
