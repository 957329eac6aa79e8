using System.Text.Json;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class RecordKeepingTests : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_repeat_with_the_same_content_is_accepted_again_and_kept_once()
    {
        await _city.UploadAsync("uploadCarInData");
        var answer = await _city.UploadAsync("uploadCarInData", ("uploadTime", "2026-11-23 09:10:29"));

        Assert.Equal("200", (string)answer["resultCode"]!);
        var record = Assert.Single(await RecordsAsync());
        Assert.Equal((1, 0), (record.GetProperty("repeats").GetInt32(), record.GetProperty("revisions").GetInt32()));
    }

    [Fact]
    public async Task Other_content_under_the_same_id_replaces_what_was_known_in_its_place()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadHeartbeat");
        await _city.UploadAsync("uploadCarInData", ("gateNo", "7"));

        var records = await RecordsAsync();
        Assert.Equal(["uploadCarInData", "uploadHeartbeat"], records.Select(record => record.GetProperty("interface").GetString()));
        Assert.Equal(1, records[0].GetProperty("revisions").GetInt32());
        Assert.Equal("7", records[0].GetProperty("data").GetProperty("gateNo").GetString());
    }

    [Fact]
    public async Task R26_The_same_id_at_another_car_park_is_another_record()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadCarInData", ("parkingCode", "1002"));
        await _city.UploadAsync(CityUnderTest.Second, "uploadCarInData", Samples.Of("uploadCarInData"));

        Assert.Equal(3, (await RecordsAsync()).Count);
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Theory]
    [InlineData("uploadCarOutData")]
    [InlineData("uploadPayRecord")]
    [InlineData("applyPayment")]
    public async Task R25_What_belongs_to_an_unknown_stay_finds_no_data(string interfaceName)
    {
        Assert.Equal("204", (string)(await _city.UploadAsync(interfaceName))["resultCode"]!);

        await _city.UploadAsync("uploadCarInData");

        Assert.Equal("200", (string)(await _city.UploadAsync(interfaceName))["resultCode"]!);
        Assert.Equal(2, (await RecordsAsync()).Count);
    }

    [Fact]
    public async Task R25_A_photo_of_an_unknown_stay_finds_no_data()
    {
        var answer = await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", Samples.Of("uploadPhoto"), Photos.Base64());

        Assert.Equal("204", (string)answer["resultCode"]!);
    }

    [Fact]
    public async Task Orphans_are_taken_when_so_set()
    {
        await using var lenient = await CityUnderTest.StartAsync(requireArrival: false);

        Assert.Equal("200", (string)(await lenient.UploadAsync("uploadCarOutData"))["resultCode"]!);
    }

    [Fact]
    public async Task An_arrival_that_comes_after_its_departure_although_uploaded_before_is_a_violation()
    {
        await _city.UploadAsync("uploadCarOutData", ("uploadTime", "2026-11-23 09:10:12"));
        await _city.UploadAsync("uploadCarInData", ("uploadTime", "2026-11-23 09:10:11"));

        Assert.Equal(["wrongOrder"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_arrival_that_the_car_park_uploaded_late_is_no_violation()
    {
        await _city.UploadAsync("uploadCarOutData", ("uploadTime", "2026-11-23 09:10:12"));
        await _city.UploadAsync("uploadCarInData", ("uploadTime", "2026-11-23 09:10:13"));

        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_arrival_that_the_city_itself_turned_away_may_come_late()
    {
        await _city.OrderFaultAsync(new { kind = "resultCode", @interface = "uploadCarInData", resultCode = "400", count = 1 });
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadCarOutData");
        await _city.UploadAsync("uploadCarInData");

        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task Of_a_photo_its_digest_is_kept()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", Samples.Of("uploadPhoto"), Photos.Base64(1));
        await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", Samples.Of("uploadPhoto"), Photos.Base64(1));
        await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", Samples.Of("uploadPhoto"), Photos.Base64(2));

        var photo = (await RecordsAsync())[1];
        Assert.Equal((1, 1), (photo.GetProperty("repeats").GetInt32(), photo.GetProperty("revisions").GetInt32()));
        Assert.Equal(6, photo.GetProperty("file").GetProperty("length").GetInt32());
    }

    [Fact]
    public async Task What_was_answered_is_known_after_a_restart()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadCarInData", ("plateColor", 9));
        await File.AppendAllTextAsync(_city.AcceptedFile, "{\"sequence\":2,", TestContext.Current.CancellationToken);

        await _city.RestartAsync();

        Assert.Equal(["wrongField"], await _city.ViolationsAsync());
        Assert.Equal("200", (string)(await _city.UploadAsync("uploadCarOutData"))["resultCode"]!);
        await _city.UploadAsync("uploadCarInData");
        var records = await RecordsAsync();
        Assert.Equal([1, 2], records.Select(record => record.GetProperty("sequence").GetInt32()));
        Assert.Equal(1, records[0].GetProperty("repeats").GetInt32());
    }

    private async Task<List<JsonElement>> RecordsAsync() => [.. (await _city.AdminAsync("records")).EnumerateArray()];
}
