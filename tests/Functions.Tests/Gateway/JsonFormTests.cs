using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Gateway;

public sealed class JsonFormTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public static TheoryData<string> Events => [.. Named(UplinkRole.Event)];

    public static TheoryData<string> Calls => [.. Named(UplinkRole.Question).Concat(Named(UplinkRole.Command))];

    public static TheoryData<string> All => [.. Named(UplinkRole.Event).Concat(Named(UplinkRole.Question)).Concat(Named(UplinkRole.Command))];

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Events))]
    public async Task R16_to_R23_R72_R73_R82_an_event_is_answered_with_a_receipt_and_goes_up(string name)
    {
        var answered = await _host.PostAsync(name, Requests.Of(name));

        Assert.Equal((200, "application/json"), (answered.Status, answered.ContentType));
        Assert.Equal(("200", "操作成功", "pending"), (answered.Text("resultCode"), answered.Text("msg"), answered.Text("state")));
        Assert.StartsWith($"{name}.", answered.Text("receipt"), StringComparison.Ordinal);
        Assert.Single(_host.Bell.Waiting);
        await _host.DrainAsync();
        var call = Assert.Single(_host.CityBrain.Calls);
        Assert.Equal(($"/api/v2/cp/{name}", "1001"), (call.Path, call.AccessId));
        Assert.Equal(name == "uploadPhoto" ? Convert.ToBase64String(Requests.Jpeg) : null, call.File);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task R46_R47_R61_R68_R70_R74_R78_R79_a_question_or_command_goes_up_at_once_and_the_answer_comes_back_as_it_is(string name)
    {
        _host.CityBrain.Answer = """{"resultCode":"200","msg":"好","more":{"deep":[1,2]}}""";

        var answered = await _host.PostAsync(name, Requests.Of(name));

        Assert.Equal((200, """{"resultCode":"200","msg":"好","more":{"deep":[1,2]}}"""), (answered.Status, answered.Body));
        Assert.EndsWith(name, Assert.Single(_host.CityBrain.Calls).Path, StringComparison.Ordinal);
        Assert.Empty(_host.Log.Rows(GatewayHost.Site.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_dry_run_validates_and_does_nothing(string name)
    {
        var content = new StringContent(Requests.Of(name).ToJsonString(), System.Text.Encoding.UTF8, "application/json");

        var answered = await _host.PostAsync($"/api/v2/cp/{name}?dryRun=true", content);

        Assert.Equal((200, "200", "True"), (answered.Status, answered.Text("resultCode"), answered.Text("dryRun")));
        Assert.Empty(_host.Log.Rows(GatewayHost.Site.Value));
        Assert.Empty(_host.CityBrain.Calls);
        Assert.Empty(_host.Bell.Waiting);
        Assert.Empty(_host.Photos.Names);
    }

    [Fact]
    public async Task A_dry_run_of_what_is_wrong_says_so()
    {
        var content = new StringContent("""{"data":{}}""", System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(400, (await _host.PostAsync("/api/v2/cp/uploadCarInData?dryRun=true", content)).Status);
    }

    [Fact]
    public async Task The_paths_that_the_standards_hidden_links_name_work_too()
    {
        var content = new StringContent(Requests.Of("uploadCarInData").ToJsonString(), System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(200, (await _host.PostAsync("/api/v2/tcjg/uploadCarInData", content)).Status);
    }

    [Theory]
    [InlineData("/guid/api/queryParkingCode")]
    [InlineData("/api/v2/cp/queryParkingCode")]
    public async Task R83_queryParkingCode_carries_the_upstream_accessID_whatever_the_car_park_sent(string path)
    {
        var body = Requests.Of("queryParkingCode", data => data["accessID"] = "not-ours");

        var answered = await _host.PostAsync(path, new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(200, answered.Status);
        Assert.Equal("1001", Assert.Single(_host.CityBrain.Calls).Data.GetProperty("accessID").GetString());
    }

    [Fact]
    public async Task R83_queryParkingCode_needs_no_accessID_of_the_car_park()
    {
        await _host.PostAsync("queryParkingCode", Requests.Of("queryParkingCode", data => data.Remove("accessID")));

        Assert.Equal("1001", Assert.Single(_host.CityBrain.Calls).Data.GetProperty("accessID").GetString());
    }

    [Fact]
    public async Task R5_what_the_city_brain_refuses_is_passed_on_with_its_resultCode()
    {
        _host.CityBrain.Answer = """{"resultCode":"400","msg":"缺失参数"}""";

        var answered = await _host.PostAsync("getPayResult", Requests.Of("getPayResult"));

        Assert.Equal((200, "400", "缺失参数"), (answered.Status, answered.Text("resultCode"), answered.Text("msg")));
    }

    [Fact]
    public async Task R26_a_parkingCode_as_a_number_is_the_car_park_of_that_code()
    {
        await _host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "330106", ["parkingName"] = "数字" });
        var key = await _host.MakeKeyAsync("1001", "330106");

        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["parkingCode"] = 330106), key)).Status);
        Assert.Equal(403, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["parkingCode"] = 330107), key)).Status);
    }

    [Fact]
    public async Task D5_a_repeat_is_answered_with_the_same_receipt_and_rings_again()
    {
        var first = await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        var again = await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["uploadTime"] = "2030-01-01 00:00:00"));

        Assert.Equal(first.Body, again.Body);
        Assert.Equal(2, _host.Bell.Waiting.Count);
        Assert.Single(_host.Log.Rows(GatewayHost.Site.Value), row => row.Row.StartsWith(Rows.OutboxPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task D5_a_repeat_of_what_was_forwarded_says_so_and_rings_nothing()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        await _host.DrainAsync();
        var rung = _host.Bell.Rung;

        var again = await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));

        Assert.Equal("forwarded", again.Text("state"));
        Assert.Equal(rung, _host.Bell.Rung);
    }

    [Fact]
    public async Task Fields_that_the_standard_lacks_go_up_unchanged()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["vendorNote"] = JsonNode.Parse("""{"a":[1,"b"]}""")));
        await _host.DrainAsync();

        Assert.Equal("""{"a":[1,"b"]}""", Assert.Single(_host.CityBrain.Calls).Data.GetProperty("vendorNote").GetRawText());
    }

    private static IEnumerable<string> Named(UplinkRole role) =>
        StandardCatalogue.Instance.Interfaces.Where(definition => definition.Role == role).Select(definition => definition.Name);
}
