using System.Net;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class FaultTests : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_delayed_answer_comes_when_its_time_has_passed()
    {
        await _city.OrderFaultAsync(new { kind = "delay", delay = "30s" });
        var answer = _city.UploadAsync("uploadHeartbeat");
        await Eventually.IsTrueAsync(async () => (await _city.AdminAsync("status")).GetProperty("requests").GetInt32() == 1);
        Assert.False(answer.IsCompleted);

        await AdvanceUntilAsync(answer);

        Assert.Equal(200, (int)(await answer)["resultCode"]!);
    }

    [Fact]
    public async Task An_http_status_comes_with_a_page_that_is_no_json()
    {
        await _city.OrderFaultAsync(new { kind = "status", status = 502 });

        using var response = await PostAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, await RecordsAsync());
    }

    [Fact]
    public async Task A_result_code_is_given_and_nothing_taken()
    {
        await _city.OrderFaultAsync(new { kind = "resultCode", resultCode = "400", message = "合同到期" });

        var answer = await _city.UploadAsync("uploadCarInData");

        Assert.Equal(("400", "合同到期"), ((string)answer["resultCode"]!, (string)answer["msg"]!));
        Assert.Equal(0, await RecordsAsync());
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task A_call_without_an_answer_is_closed_in_the_end()
    {
        await _city.OrderFaultAsync(new { kind = "noAnswer", delay = "90s" });
        var answer = PostAsync();
        await Eventually.IsTrueAsync(async () => (await _city.AdminAsync("status")).GetProperty("requests").GetInt32() == 1);

        await AdvanceUntilAsync(answer);

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        Assert.Equal(0, await RecordsAsync());
    }

    [Fact]
    public async Task An_answer_may_be_lost_after_the_record_was_accepted()
    {
        await _city.OrderFaultAsync(new { kind = "answerLost", count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => _city.UploadAsync("uploadCarInData"));

        Assert.Equal(1, await RecordsAsync());
        await _city.UploadAsync("uploadCarInData");
        Assert.Equal(1, (await _city.AdminAsync("status")).GetProperty("repeats").GetInt32());
    }

    [Fact]
    public async Task A_poisonous_record_fails_every_time_and_others_do_not()
    {
        await _city.OrderFaultAsync(new { kind = "poison", recordId = "A-1" });

        Assert.Equal("500", (string)(await _city.UploadAsync("uploadCarInData"))["resultCode"]!);
        Assert.Equal("500", (string)(await _city.UploadAsync("uploadCarInData"))["resultCode"]!);
        Assert.Equal("200", (string)(await _city.UploadAsync("uploadCarInData", ("arriveID", "A-2")))["resultCode"]!);
    }

    [Fact]
    public async Task An_outage_cuts_every_call_off_until_its_time_is_over()
    {
        await _city.OrderFaultAsync(new { kind = "outage", duration = "10s" });
        Assert.False((await _city.AdminAsync("status")).GetProperty("up").GetBoolean());
        await Assert.ThrowsAsync<HttpRequestException>(() => _city.UploadAsync("uploadHeartbeat"));

        _city.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.True((await _city.AdminAsync("status")).GetProperty("up").GetBoolean());
        Assert.Equal(200, (int)(await _city.UploadAsync("uploadHeartbeat"))["resultCode"]!);
    }

    [Fact]
    public async Task A_fault_meets_only_what_it_is_narrowed_to()
    {
        await _city.OrderFaultAsync(new { kind = "status", @interface = "uploadCarInData", accessID = CityUnderTest.Second });

        Assert.Equal(200, (int)(await _city.UploadAsync("uploadHeartbeat"))["resultCode"]!);
        Assert.Equal("200", (string)(await _city.UploadAsync("uploadCarInData"))["resultCode"]!);
        using var met = await _city.PostAsync(CityUnderTest.Second, "uploadCarInData", Samples.Of("uploadCarInData"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, met.StatusCode);
    }

    [Fact]
    public async Task A_fault_is_over_when_it_has_met_its_count()
    {
        await _city.OrderFaultAsync(new { kind = "status", count = 2 });

        Assert.Equal((503, 503, 200), (await StatusAsync(), await StatusAsync(), await StatusAsync()));
        Assert.Empty((await _city.AdminAsync("faults")).EnumerateArray());
    }

    [Fact]
    public async Task Faults_can_be_listed_taken_back_and_cleared()
    {
        await _city.OrderFaultAsync(new { kind = "status" });
        await _city.OrderFaultAsync(new { kind = "outage" });
        await _city.OrderFaultAsync(new { kind = "delay" });
        var first = (await _city.AdminAsync("faults"))[0].GetProperty("id").GetInt32();

        await _city.Http.DeleteAsync($"/admin/faults/{first}", TestContext.Current.CancellationToken);
        Assert.Equal(2, (await _city.AdminAsync("faults")).GetArrayLength());

        await _city.Http.DeleteAsync("/admin/faults", TestContext.Current.CancellationToken);
        Assert.Equal(200, await StatusAsync());
    }

    [Theory]
    [InlineData("""{"kind":"earthquake"}""")]
    [InlineData("""{"kind":"outage","duration":"soon"}""")]
    [InlineData("""{"kind":"outage","interfaces":"uploadCarInData"}""")]
    [InlineData("{}")]
    [InlineData("no json")]
    public async Task A_fault_that_cannot_be_understood_is_refused(string order)
    {
        using var content = new StringContent(order, System.Text.Encoding.UTF8, "application/json");
        using var response = await _city.Http.PostAsync("/admin/faults", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty((await _city.AdminAsync("faults")).EnumerateArray());
    }

    private Task<HttpResponseMessage> PostAsync() => _city.PostAsync(CityUnderTest.First, "uploadHeartbeat", Samples.Of("uploadHeartbeat"));

    private async Task<int> StatusAsync()
    {
        using var response = await PostAsync();
        return (int)response.StatusCode;
    }

    private async Task<int> RecordsAsync() => (await _city.AdminAsync("records")).GetArrayLength();

    // The server starts its timer some time after the request has arrived.
    private Task AdvanceUntilAsync(Task task) => Eventually.IsTrueAsync(() =>
    {
        _city.Time.Advance(TimeSpan.FromSeconds(30));
        return task.IsCompleted;
    });
}
