namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class AdminTests : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Records_are_shown_by_interface_and_page_in_the_order_of_their_coming()
    {
        foreach (var id in new[] { "A-1", "A-2", "A-3" })
        {
            await _city.UploadAsync("uploadCarInData", ("arriveID", id));
            await _city.UploadAsync("uploadHeartbeat");
        }

        var page = await _city.AdminAsync("records?interface=uploadCarInData&offset=1&limit=1");

        Assert.Equal(6, (await _city.AdminAsync("records")).GetArrayLength());
        var record = Assert.Single(page.EnumerateArray());
        Assert.Equal("A-2", record.GetProperty("recordId").GetString());
        Assert.Equal("浙A01C01", record.GetProperty("data").GetProperty("plateNo").GetString());
    }

    [Fact]
    public async Task The_status_counts_what_was_kept_and_what_went_wrong()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadHeartbeat");
        await _city.UploadAsync("uploadCarInData", ("plateColor", 9));

        var status = await _city.AdminAsync("status");

        Assert.True(status.GetProperty("up").GetBoolean());
        Assert.Equal((4, 1, 1), (Count("requests"), Count("repeats"), Count("violations")));
        Assert.Equal(1, status.GetProperty("records").GetProperty("uploadCarInData").GetInt32());
        Assert.Equal((3, 1), (status.GetProperty("answers").GetProperty("200").GetInt32(), status.GetProperty("answers").GetProperty("400").GetInt32()));
        var site = Assert.Single(status.GetProperty("sites").EnumerateArray());
        Assert.Equal(("1001", 1), (site.GetProperty("parkingCode").GetString(), site.GetProperty("events").GetInt32()));

        int Count(string name) => status.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task An_access_issued_later_is_known_at_once()
    {
        _city.Issue(CityUnderTest.Accesses[0] with { AccessID = "late" });
        Assert.Equal(200, (int)(await _city.UploadAsync("late", "uploadHeartbeat", Samples.Of("uploadHeartbeat")))["resultCode"]!);
    }
}
