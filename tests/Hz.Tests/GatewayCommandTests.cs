using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Hz.Tests;

/// <summary>What <c>hz</c> does at the gateway, against the real handler.</summary>
public sealed class GatewayCommandTests : IAsyncLifetime
{
    private const string Site = "1001~~P1";

    private GatewayHost _host = null!;

    private string KeyFile { get; } = Path.GetTempFileName();

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        await File.WriteAllTextAsync(KeyFile, _host.Keys.PrivatePem, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(KeyFile);
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task An_event_is_sent_with_and_without_its_cover_and_only_checked_when_asked()
    {
        var data = Requests.Of("uploadCarInData")["data"]!.ToJsonString();

        var dry = await _host.PipeAsync(data, "send", "uploadCarInData", "--dry-run", "--json");
        var sent = await _host.PipeAsync(data, "send", "uploadCarInData", "--json");
        var again = await _host.PipeAsync($$"""{"data":{{data}}}""", "send", "uploadCarInData", "--json");

        Assert.Equal((0, true), (dry.ExitCode, dry.Json.GetProperty("dryRun").GetBoolean()));
        Assert.Equal((0, 0), (sent.ExitCode, again.ExitCode));
        Assert.Equal(sent.Json.GetProperty("receipt").GetString(), again.Json.GetProperty("receipt").GetString());
    }

    [Fact]
    public async Task A_photo_is_sent_from_its_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Requests.Jpeg, TestContext.Current.CancellationToken);

        var sent = await _host.PipeAsync(Requests.Of("uploadPhoto")["data"]!.ToJsonString(), "send", "uploadPhoto", "--photo", file);

        Assert.True(sent.ExitCode == 0, sent.Output + sent.Error);
        Assert.Single(_host.Photos.Names);
        File.Delete(file);
    }

    [Fact]
    public async Task What_is_refused_ends_with_1_and_the_words_are_printed()
    {
        var refused = await _host.PipeAsync("""{"plateColor":99}""", "send", "uploadCarInData");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("plateColor", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_city_brain_that_does_not_answer_a_question_ends_with_3()
    {
        _host.CityBrain.IsAway = true;

        Assert.Equal(3, (await _host.PipeAsync(Requests.Of("uploadHeartbeat")["data"]!.ToJsonString(), "send", "uploadHeartbeat")).ExitCode);
    }

    [Theory]
    [InlineData("uploadHeartbeat", 200, """{"resultCode":"200"}""", 0)]
    [InlineData("uploadHeartbeat", 200, """{"resultCode":200}""", 0)]
    [InlineData("getPayResult", 200, """{"billID":"B-1","payStatus":0}""", 0)]
    [InlineData("getPayResult", 200, """{"resultCode":"204","msg":"x"}""", 1)]
    [InlineData("getPayResult", 200, "<html>", 1)]
    [InlineData("uploadHeartbeat", 200, """{"resultCode":"500"}""", 1)]
    [InlineData("uploadHeartbeat", 200, "{}", 1)]
    [InlineData("uploadHeartbeat", 200, "<html>", 1)]
    [InlineData("uploadHeartbeat", 404, "{}", 1)]
    [InlineData("uploadHeartbeat", 502, """{"resultCode":"200"}""", 3)]
    public async Task What_is_sent_is_done_when_the_gateway_says_so_in_the_standards_words(string interfaceName, int status, string answer, int exitCode) => Assert.Equal(
        exitCode, (await Hz.RunAsync("{}", () => Answering(status, answer), Operator.Variables("key"), ["send", interfaceName])).ExitCode);

    [Theory]
    [InlineData("""{"error":{"code":7}}""", "HTTP 403")]
    [InlineData("""{"error":["x"],"msg":"no"}""", "no")]
    [InlineData("""{"error":1}""", "HTTP 403")]
    [InlineData("""{"error":"a","error":"b"}""", "HTTP 403")]
    public async Task An_error_of_whatever_shape_ends_with_1(string answer, string words)
    {
        var refused = await Hz.RunAsync(string.Empty, () => Answering(403, answer), Operator.Variables("key"), ["status"]);

        Assert.Equal((1, $"hz: {words}"), (refused.ExitCode, refused.Error.Trim()));
    }

    [Fact]
    public async Task A_file_of_several_lines_is_no_key()
    {
        var refused = await Hz.RunAsync("status", "--gateway", Operator.Address, "--admin-key-file", KeyFile);

        Assert.Equal((2, "hz: --admin-key-file: holds no key: a key is one line"), (refused.ExitCode, refused.Error.Trim()));
    }

    [Fact]
    public async Task A_redirection_is_not_followed_since_the_key_would_go_with_it()
    {
        await using var elsewhere = WebApplication.CreateSlimBuilder().Build();
        var asked = 0;
        elsewhere.Urls.Add("http://127.0.0.1:0");
        elsewhere.Map("/ops/status", context =>
        {
            asked++;
            context.Response.Redirect("/other");
            return Task.CompletedTask;
        });
        elsewhere.Map("/other", () => { asked += 100; });
        await elsewhere.StartAsync(TestContext.Current.CancellationToken);

        var refused = await Hz.RunAsync(string.Empty, http: null, Operator.Variables("key"), ["status", "--gateway", elsewhere.Urls.Single()]);

        Assert.Equal((1, "hz: HTTP 302", 1), (refused.ExitCode, refused.Error.Trim(), asked));
    }

    [Fact]
    public async Task The_status_is_printed_for_people_and_as_JSON()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));

        var shown = await _host.CallAsync("status");
        var json = await _host.CallAsync("status", "--json");
        var one = await _host.CallAsync("status", "--site", Site);

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("1001~~P1  场库P1  online", shown.Output, StringComparison.Ordinal);
        Assert.Equal(3, json.Json.GetProperty("sites").GetArrayLength());
        Assert.Contains("Bills: none", one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("P2", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_are_listed_shown_sent_again_and_given_up()
    {
        await RefuseAsync("uploadCarInData", "uploadCarOutData");
        var listed = await _host.CallAsync("dead-letters", "list", "--site", Site, "--json");
        var receipts = listed.Json.GetProperty("deadLetters").EnumerateArray().Select(letter => letter.GetProperty("receipt").GetString()!).ToList();
        Assert.Equal(2, receipts.Count);
        Assert.Contains(receipts[0], (await _host.CallAsync("dead-letters", "list", "--site", Site)).Output, StringComparison.Ordinal);

        var shown = await _host.CallAsync("dead-letters", "show", receipts[0], "--site", Site);
        Assert.Contains("parkingCode", shown.Output, StringComparison.Ordinal);

        Assert.Equal((0, "1"), Result(await _host.CallAsync("dead-letters", "replay", "--site", Site, "--receipt", receipts[0])));
        Assert.Equal((0, "1"), Result(await _host.CallAsync("dead-letters", "discard", "--site", Site, "--all", "--reason", "a test", "--actor", "li")));
        Assert.Equal((1, "0"), Result(await _host.CallAsync("dead-letters", "replay", "--site", Site, "--all")));
    }

    [Fact]
    public async Task Nothing_is_changed_that_was_not_named()
    {
        await RefuseAsync("uploadCarInData");

        Assert.Equal(2, (await _host.CallAsync("dead-letters", "replay", "--site", Site)).ExitCode);
        Assert.Equal(2, (await _host.CallAsync("dead-letters", "discard", "--site", Site, "--all")).ExitCode);
        Assert.Single((await _host.CallAsync("dead-letters", "list", "--site", Site, "--json")).Json.GetProperty("deadLetters").EnumerateArray());
    }

    [Fact]
    public async Task A_parking_act_is_told_in_order()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["uid"] = "u-1"));
        await _host.DrainAsync();

        var told = await _host.CallAsync("audit", "u-1");
        var json = await _host.CallAsync("audit", "u-1", "--site", Site, "--json");

        Assert.Matches(@"(?s)1001~~P1.*accepted.*forwarded", told.Output);
        Assert.Equal(2, json.Json.GetProperty("stays")[0].GetProperty("entries").GetArrayLength());
        Assert.Equal(1, (await _host.CallAsync("audit", "nobody")).ExitCode);
    }

    [Fact]
    public async Task An_access_and_a_car_park_are_registered_in_one_go_and_the_key_works()
    {
        string[] site = [.. Registration("1003", "P7"), "--json"];

        var made = await _host.CallAsync(site);
        var again = await _host.CallAsync(site);
        var another = await _host.CallAsync([.. site, "--new-key"]);

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Equal("1003~~P7", made.Json.GetProperty("site").GetString());
        var sent = await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["parkingCode"] = "P7"), made.Json.GetProperty("key").GetString());
        Assert.Equal(200, sent.Status);
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("key").ValueKind);
        Assert.NotEqual(made.Json.GetProperty("key").GetString(), another.Json.GetProperty("key").GetString());
    }

    [Fact]
    public async Task What_is_registered_stays_as_it_is_whatever_another_call_leaves_out_unless_it_is_to_be_replaced()
    {
        await _host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject
        {
            ["accessID"] = "1001",
            ["parkingCode"] = "P1",
            ["parkingName"] = "场库P1",
            ["webhook"] = new JsonObject { ["url"] = "https://car-park.example/hook", ["secret"] = $"file:{KeyFile}" },
            ["reconciliation"] = "own",
        });

        var named = await _host.CallAsync("site", "--access-id", "1001", "--parking-code", "P1", "--json");
        var key = await _host.CallAsync("site", "--access-id", "1001", "--parking-code", "P1", "--new-key", "--json");

        Assert.True(key.ExitCode == 0, key.Error);
        Assert.Equal((false, JsonValueKind.Null), (named.Json.GetProperty("registered").GetBoolean(), named.Json.GetProperty("key").ValueKind));
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), key.Json.GetProperty("key").GetString())).Status);
        var known = await SiteAsync("1001", "P1");
        Assert.Equal(("https://car-park.example/hook", "own"), (known.Webhook?.Url, known.Reconciliation));

        Assert.Equal(0, (await _host.CallAsync([.. Registration("1001", "P1"), "--replace"])).ExitCode);
        Assert.Null((await SiteAsync("1001", "P1")).Webhook);
    }

    [Fact]
    public async Task A_second_car_park_leaves_its_access_as_it_is()
    {
        var made = await _host.CallAsync("site", "--access-id", "1002", "--parking-code", "P7", "--parking-name", "武林门码头", "--json");

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.True(made.Json.GetProperty("registered").GetBoolean());
        var access = await _host.Services.GetRequiredService<SiteDirectory>().FindAccessAsync("1002", TestContext.Current.CancellationToken);
        Assert.Equal((_host.Keys.PublicPem, "mqtt://broker.example:1883"), (access!.PlatformKey, access.Mqtt?.Address));
    }

    [Theory]
    [InlineData("--base-address")]
    [InlineData("--private-key")]
    [InlineData("--parking-name")]
    public async Task What_is_missing_of_what_is_new_ends_with_2_and_nothing_is_registered(string missing)
    {
        var site = Registration("1003", "P7").ToList();
        site.RemoveRange(site.IndexOf(missing), 2);

        var refused = await _host.CallAsync([.. site]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(missing, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1003", (await _host.OperateAsync(HttpMethod.Get, "/ops/sites")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_registered_ends_with_1_and_names_what_is_wrong()
    {
        var refused = await _host.CallAsync(
            "site", "--access-id", "1003", "--base-address", "http://x/", "--private-key", "file:/no/such/file", "--parking-code", "P7", "--parking-name", "x");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("privateKey", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_is_reconciled_once_at_a_time_and_never_one_that_is_to_come()
    {
        var begun = await _host.CallAsync("reconcile", "--site", Site, "--day", "2026-05-01", "--actor", "li");
        var again = await _host.CallAsync("reconcile", "--site", Site, "--day", "2026-05-01");

        Assert.Equal(0, begun.ExitCode);
        var day = (await _host.Services.GetRequiredService<ReconciliationStore>().FindAsync(GatewayHost.Site, "20260501", TestContext.Current.CancellationToken))!;
        Assert.Equal(("li", "settling", false), (day.Actor, day.State, day.IsBeyondLimits));
        Assert.Equal((1, "hz: the day is being reconciled already"), (again.ExitCode, again.Error.Trim()));
        Assert.Equal((1, "hz: day: has not begun yet"), await SaidAsync("9999-12-31"));
        Assert.Equal(2, (await _host.CallAsync("reconcile", "--site", Site, "--day", "yesterday")).ExitCode);

        async Task<(int, string)> SaidAsync(string date)
        {
            var result = await _host.CallAsync("reconcile", "--site", Site, "--day", date);
            return (result.ExitCode, result.Error.Trim());
        }
    }

    [Fact]
    public async Task Without_a_key_or_an_address_nothing_is_called_and_with_a_wrong_key_the_gateway_says_no()
    {
        Assert.Equal(2, (await Hz.RunAsync("status")).ExitCode);
        Assert.Equal(2, (await Hz.RunAsync("status", "--gateway", "nothing")).ExitCode);
        var wrong = Path.GetTempFileName();
        await File.WriteAllTextAsync(wrong, "another", TestContext.Current.CancellationToken);

        var refused = await _host.CallAsync("status", "--admin-key-file", wrong);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("X-Admin-Key", refused.Error, StringComparison.Ordinal);
        File.Delete(wrong);
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_ends_with_3() =>
        Assert.Equal(3, (await _host.CallAsync(_ => new Silence(), TimeProvider.System, "status")).ExitCode);

    private string[] Registration(string accessId, string parkingCode) =>
    [
        "site", "--access-id", accessId, "--base-address", "http://city-brain.example/", "--private-key", $"file:{KeyFile}", "--parking-code", parkingCode,
        "--parking-name", "武林门码头",
    ];

    private async Task<SiteEntry> SiteAsync(string accessId, string parkingCode) =>
        (await _host.Services.GetRequiredService<SiteDirectory>().FindSiteAsync(SiteId.Create(accessId, parkingCode)!.Value, TestContext.Current.CancellationToken))!;

    private static (int ExitCode, string Output) Result(HzResult result) => (result.ExitCode, result.Output.Trim());

    private async Task RefuseAsync(params string[] interfaces)
    {
        _host.CityBrain.Answer = """{"resultCode":"400","msg":"缺失参数"}""";
        foreach (var name in interfaces)
        {
            await _host.PostAsync(name, Requests.Of(name));
        }

        await _host.DrainAsync();
    }

    private static HttpClient Answering(int status, string answer) => new(new Stranger(status, answer)) { BaseAddress = new Uri(Operator.Address) };

    private sealed class Silence : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("The connection was refused.");
    }
}
