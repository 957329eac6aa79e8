using System.Text.Json.Nodes;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class ReconciliationTests : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync()
    {
        _city = await CityUnderTest.StartAsync();
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("uploadCarOutData");
        await _city.UploadAsync("uploadPayRecord");
        await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", Samples.Of("uploadPhoto"), Photos.Base64());
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Theory]
    [InlineData(1, 1, 1, 800, 1, 0, 0)]
    [InlineData(2, 1, 1, 800, 1, 1, 0)]
    [InlineData(1, 0, 1, 800, 1, 2, 0)]
    [InlineData(0, 0, 1, 800, 1, 3, 0)]
    [InlineData(1, 1, 2, 800, 1, 4, 0)]
    [InlineData(1, 1, 1, 801, 1, 4, 0)]
    [InlineData(0, 1, 0, 0, 1, 5, 0)]
    [InlineData(1, 5, 0, 800, 1, 6, 0)]
    [InlineData(0, 0, 0, 0, 1, 7, 0)]
    [InlineData(1, 1, 1, 800, 2, 0, 1)]
    public async Task R66_The_marks_say_which_counts_differ(int arrivals, int departures, int bills, int total, int photos, int account, int photo)
    {
        var answer = await CheckAsync("2026-11-23", arrivals, departures, bills, total, photos);

        Assert.Equal((account, photo), ((int)answer["accountMark"]!, (int)answer["photoMark"]!));
    }

    [Fact]
    public async Task R64_Each_kind_is_counted_by_its_own_time()
    {
        const string Yesterday = "2026-11-22";
        await _city.UploadAsync("uploadCarInData", ("arriveID", "A-2"), ("arriveTime", $"{Yesterday} 23:00:00"));
        await _city.UploadAsync("uploadCarOutData", ("endID", "E-2"), ("endTime", $"{Yesterday} 23:30:00"));
        await _city.UploadAsync("uploadPayRecord", ("billID", "B-2"), ("dealTime", $"{Yesterday} 23:29:00"), ("actualPay", 300));
        var photo = Samples.Of("uploadPhoto", ("photoID", "P-2"), ("time", $"{Yesterday} 23:00:01"));
        await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", photo, Photos.Base64());

        var before = await CheckAsync(Yesterday, 1, 1, 1, 300, 1);
        var today = await CheckAsync("2026-11-23", 1, 1, 1, 800, 1);

        Assert.Equal((0, 0), ((int)before["accountMark"]!, (int)before["photoMark"]!));
        Assert.Equal((0, 0), ((int)today["accountMark"]!, (int)today["photoMark"]!));
    }

    [Fact]
    public async Task Another_car_parks_records_do_not_count()
    {
        await _city.UploadAsync("uploadCarInData", ("parkingCode", "1002"));
        await _city.UploadAsync(CityUnderTest.Second, "uploadCarInData", Samples.Of("uploadCarInData"));

        Assert.Equal(0, (int)(await CheckAsync("2026-11-23", 1, 1, 1, 800, 1))["accountMark"]!);
    }

    [Theory]
    [InlineData(0, "arriveID", "A-1")]
    [InlineData(1, "endID", "E-1")]
    [InlineData(2, "billID", "B-1")]
    [InlineData(3, "photoID", "P-1")]
    public async Task R68_The_list_of_a_kind_names_stays_and_records(int type, string idField, string id)
    {
        var answer = await _city.UploadAsync("downUID", ("type", type));

        var element = Assert.Single(answer["data"]!["result"]!.AsArray())!;
        Assert.Equal((Samples.Uid, id), ((string)element["UID"]!, (string)element[idField]!));
    }

    [Fact]
    public async Task R68_A_day_without_records_has_no_list()
    {
        Assert.Equal(204, (int)(await _city.UploadAsync("downUID", ("accountDate", "2026-11-20")))["resultCode"]!);
    }

    [Fact]
    public async Task What_it_forgets_was_answered_with_success_is_not_counted_and_stays_when_it_comes_again()
    {
        await _city.OrderFaultAsync(new { kind = "forget", @interface = "uploadCarInData", share = 50 });

        Assert.Equal("200", (string?)(await _city.UploadAsync("uploadCarInData", ("arriveID", "A-2"), ("uid", "U-2")))["resultCode"]);
        Assert.Equal("200", (string?)(await _city.UploadAsync("uploadCarOutData", ("endID", "E-2"), ("uid", "U-2")))["resultCode"]);
        var before = await CheckAsync("2026-11-23", 1, 2, 1, 800, 1);
        var lost = Assert.Single((await _city.AdminAsync("losses")).EnumerateArray());
        Assert.Equal(("A-2", false), (lost.GetProperty("recordId").GetString(), lost.GetProperty("cameAgain").GetBoolean()));
        Assert.DoesNotContain("A-2", (await _city.UploadAsync("downUID", ("type", 0))).ToJsonString(), StringComparison.Ordinal);

        await _city.UploadAsync("uploadCarInData", ("arriveID", "A-2"), ("uid", "U-2"));

        Assert.Equal(0, (int)before["accountMark"]!);
        Assert.Equal(0, (int)(await CheckAsync("2026-11-23", 2, 2, 1, 800, 1))["accountMark"]!);
        Assert.True(Assert.Single((await _city.AdminAsync("losses")).EnumerateArray()).GetProperty("cameAgain").GetBoolean());
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task What_it_forgot_is_known_after_a_restart()
    {
        await _city.OrderFaultAsync(new { kind = "forget", @interface = "uploadCarInData" });
        await _city.UploadAsync("uploadCarInData", ("arriveID", "A-2"), ("uid", "U-2"));

        await _city.RestartAsync();

        Assert.Single((await _city.AdminAsync("losses")).EnumerateArray());
        Assert.Equal(0, (int)(await CheckAsync("2026-11-23", 1, 1, 1, 800, 1))["accountMark"]!);
    }

    [Fact]
    public async Task It_miscounts_once_and_its_list_is_right()
    {
        await _city.OrderFaultAsync(new { kind = "miscount", count = 1 });

        Assert.Equal(1, (int)(await CheckAsync("2026-11-23", 1, 1, 1, 800, 1))["accountMark"]!);
        Assert.Single((await _city.UploadAsync("downUID", ("type", 0)))["data"]!["result"]!.AsArray());
        Assert.Equal(0, (int)(await CheckAsync("2026-11-23", 1, 1, 1, 800, 1))["accountMark"]!);
    }

    [Fact]
    public async Task A_list_that_it_cuts_is_half_a_text()
    {
        await _city.OrderFaultAsync(new { kind = "cutList", count = 1 });

        var cut = (string)(await _city.UploadAsync("downUID", ("type", 0)))["data"]!;

        Assert.StartsWith("{\"result\":[", cut, StringComparison.Ordinal);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(cut));
    }

    [Fact]
    public async Task It_can_have_a_record_that_nobody_sent()
    {
        using var response = await _city.Http.PostAsync(
            new Uri("admin/records", UriKind.Relative),
            new StringContent("""{"accessID":"A00001","parkingCode":"1001","interface":"uploadCarInData","at":"2026-11-23T08:00:00+08:00","data":{"arriveID":"GHOST","uid":"U-9","arriveTime":"2026-11-23 08:00:00"}}""", System.Text.Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(0, (int)(await CheckAsync("2026-11-23", 2, 1, 1, 800, 1))["accountMark"]!);
        Assert.Contains("GHOST", (await _city.UploadAsync("downUID", ("type", 0))).ToJsonString(), StringComparison.Ordinal);
    }

    private Task<JsonObject> CheckAsync(string day, int arrivals, int departures, int bills, int total, int photos) => _city.UploadAsync(
        "uploadCheckRecord",
        ("checkDate", day),
        ("arriveNum", arrivals),
        ("leaveNum", departures),
        ("payNum", bills),
        ("payTotal", total),
        ("photoNum", photos));
}
