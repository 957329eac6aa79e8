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

    private Task<JsonObject> CheckAsync(string day, int arrivals, int departures, int bills, int total, int photos) => _city.UploadAsync(
        "uploadCheckRecord",
        ("checkDate", day),
        ("arriveNum", arrivals),
        ("leaveNum", departures),
        ("payNum", bills),
        ("payTotal", total),
        ("photoNum", photos));
}
