using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The question what a vehicle owes, and its answer (§3.2.5, §3.2.6).</summary>
public sealed class FeeTests
{
    private static readonly DownlinkKey Key = BridgeMessage.Fee().Key(DownlinkBench.Site);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R52_R53_the_car_parks_answer_goes_up_as_uploadFee_with_the_requestId_of_the_question()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());

        var answer = await ReadAnswerAsync(bench, new JsonObject { ["success"] = true, ["data"] = Owed() });
        await bench.AckAsync(Key, answer: answer);

        var call = Assert.Single(bench.CityBrain.Calls);
        Assert.Equal(("uploadFee", true, 71L), (call.Interface, call.Success, call.RequestId));
        Assert.Equal(("P1", BridgeMessage.Plate, 500), (call.Params.GetProperty("parkingCode").GetString(), call.Params.GetProperty("plateNo").GetString(), call.Params.GetProperty("shouldPay").GetInt32()));
        await bench.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(bench.CityBrain.Calls);
    }

    [Fact]
    public async Task R53_R54_an_answer_that_the_bill_is_paid_has_no_requestId_and_says_by_what()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        var paid = Owed();
        (paid["payStatus"], paid["paidType"]) = (1, 1);

        await bench.AckAsync(Key, answer: await ReadAnswerAsync(bench, new JsonObject { ["data"] = paid }));

        Assert.Equal(-1, Assert.Single(bench.CityBrain.Calls).RequestId);
        paid.Remove("paidType");
        var (_, errors) = bench.Handler.AckReader.Read(await QuestionAsync(bench), Site(bench), Bytes(new JsonObject { ["data"] = paid.DeepClone() }), "inbox");
        Assert.Contains(errors, error => error.Field.EndsWith("paidType", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_may_also_stand_under_params_as_the_standard_prints_it()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());

        var answer = await ReadAnswerAsync(bench, new JsonObject { ["data"] = new JsonObject { ["success"] = true, ["requestId"] = 71, ["params"] = Owed() } });

        Assert.Equal(500, JsonDocument.Parse(answer!).RootElement.GetProperty("data").GetProperty("params").GetProperty("shouldPay").GetInt32());
    }

    [Theory]
    [InlineData("""{"success":1}""", "success")]
    [InlineData("[]", "body")]
    [InlineData("no JSON", "body")]
    [InlineData("""{"data":[]}""", "data")]
    [InlineData("""{"data":{"params":7}}""", "data")]
    [InlineData("""{"data":{"plateNo":"浙A00001"}}""", "arriveTime")]
    [InlineData("""{"data":{"arriveTime":"\ud800"}}""", "body")]
    public async Task An_answer_that_cannot_go_up_is_refused_with_each_field_that_is_wrong(string body, string field)
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());

        var (ack, errors) = bench.Handler.AckReader.Read(await QuestionAsync(bench), Site(bench), Encoding.UTF8.GetBytes(body), "inbox");

        Assert.Null(ack);
        Assert.Contains(errors, error => error.Field.EndsWith(field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plateNo", "浙A00001")]
    [InlineData("parkingCode", "P2")]
    public async Task An_answer_about_another_vehicle_or_car_park_is_refused(string field, string value)
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        var owed = Owed();
        owed[field] = value;

        var (ack, errors) = bench.Handler.AckReader.Read(await QuestionAsync(bench), Site(bench), Bytes(new JsonObject { ["data"] = owed }), "inbox");

        Assert.Null(ack);
        Assert.Equal($"data.{field}", Assert.Single(errors).Field);
    }

    [Fact]
    public async Task R52_without_an_answer_in_time_uploadFee_says_false_and_what_the_journal_knows_of_the_stay()
    {
        var bench = await DownlinkBench.StartAsync();
        await ArriveAsync(bench, "a1", "u-1", "2026-05-01 07:30:00");
        await bench.BringAsync(BridgeMessage.Fee());

        await bench.PassAsync(TimeSpan.FromSeconds(17));

        var call = Assert.Single(bench.CityBrain.Calls);
        Assert.Equal(("uploadFee", false, 71L), (call.Interface, call.Success, call.RequestId));
        Assert.Equal(
            $$"""{"parkingCode":"P1","plateNo":"{{BridgeMessage.Plate}}","plateColor":1,"arriveTime":"2026-05-01 07:30:00","endTime":"","billID":"","billTime":"","shouldPay":0,"uid":"u-1","payStatus":0}""",
            JsonNode.Parse(call.Params.GetRawText())!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task R52_of_a_vehicle_that_is_not_inside_nothing_is_known()
    {
        var bench = await DownlinkBench.StartAsync();
        await ArriveAsync(bench, "a1", "u-1", "2026-05-01 07:30:00");
        await DepartAsync(bench, "e1", "u-1", "2026-05-01 07:45:00");
        await bench.BringAsync(BridgeMessage.Fee());
        await bench.AckAsync(Key, success: false);

        var call = Assert.Single(bench.CityBrain.Calls);
        Assert.Equal((false, "", ""), (call.Success, call.Params.GetProperty("arriveTime").GetString(), call.Params.GetProperty("uid").GetString()));
    }

    [Fact]
    public async Task R52_an_answer_after_the_deadline_goes_up_as_well()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        await bench.PassAsync(TimeSpan.FromSeconds(20));

        await bench.AckAsync(Key, answer: await ReadAnswerAsync(bench, new JsonObject { ["data"] = Owed() }));

        Assert.Equal([false, true], bench.CityBrain.Calls.Select(call => call.Success));
    }

    [Fact]
    public async Task A_car_park_that_will_answer_later_has_the_question_and_the_deadline_stays()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());

        await bench.AckAsync(Key);
        Assert.Empty(await bench.InboxAsync());
        Assert.Empty(bench.CityBrain.Calls);

        await bench.PassAsync(TimeSpan.FromSeconds(17));
        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task R52_a_command_uploadFee_of_the_car_park_answers_the_question_and_no_deadline_follows()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        var (definition, payload) = Command();

        await bench.Handler.Passing.BeforeAsync("1001", DownlinkBench.Site, definition, payload, Stop);
        await bench.Handler.Passing.AfterAsync(DownlinkBench.Site, definition, payload, AnswerOutcome.Accepted, Stop);
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(bench.CityBrain.Calls);
        Assert.Empty(await bench.InboxAsync());
    }

    [Fact]
    public async Task R52_a_command_that_the_city_brain_did_not_hear_is_sent_again_as_the_answer()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        var (definition, payload) = Command();

        await bench.Handler.Passing.BeforeAsync("1001", DownlinkBench.Site, definition, payload, Stop);
        await bench.Handler.Passing.AfterAsync(DownlinkBench.Site, definition, payload, AnswerOutcome.NothingAnswered, Stop);
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(payload, Assert.Single(bench.CityBrain.Calls).Payload);
    }

    [Fact]
    public async Task A_question_that_is_asked_again_later_is_another_what_was_owed_then_is_not_what_is_owed_now()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        await bench.AckAsync(Key, answer: await ReadAnswerAsync(bench, new JsonObject { ["data"] = Owed() }));
        bench.Clock.Advance(TimeSpan.FromHours(1));

        await bench.BringAsync(BridgeMessage.Fee().SaidAt("09:00:00"));

        Assert.Single(await bench.InboxAsync());
        Assert.Single(bench.CityBrain.Calls);
        await bench.PassAsync(TimeSpan.FromSeconds(17));
        Assert.Equal([true, false], bench.CityBrain.Calls.Select(call => call.Success));
    }

    [Fact]
    public async Task A_question_that_the_broker_delivers_twice_is_answered_as_before()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee());
        await bench.AckAsync(Key, answer: await ReadAnswerAsync(bench, new JsonObject { ["data"] = Owed() }));
        bench.Clock.Advance(TimeSpan.FromSeconds(2));

        await bench.BringAsync(BridgeMessage.Fee());

        Assert.Equal([true, true], bench.CityBrain.Calls.Select(call => call.Success));
        Assert.Empty(await bench.InboxAsync());
    }

    internal static JsonObject Owed() => new()
    {
        ["arriveTime"] = "2026-05-01 07:00:00",
        ["endTime"] = "2026-05-01 08:00:00",
        ["billID"] = "b-1",
        ["billTime"] = "2026-05-01 08:00:00",
        ["shouldPay"] = 500,
        ["uid"] = "u-1",
        ["payStatus"] = 0,
    };

    internal static async Task ArriveAsync(DownlinkBench bench, string id, string uid, string time) =>
        await bench.Handler.Journal.AcceptAsync(DownlinkBench.Site, Record("uploadCarInData", data => (data["arriveID"], data["uid"], data["arriveTime"]) = (id, uid, time)), Stop);

    internal static async Task DepartAsync(DownlinkBench bench, string id, string uid, string time) =>
        await bench.Handler.Journal.AcceptAsync(DownlinkBench.Site, Record("uploadCarOutData", data => (data["endID"], data["uid"], data["endTime"]) = (id, uid, time)), Stop);

    private static EventRecord Record(string kind, Action<JsonObject> change)
    {
        var body = Requests.Of(kind, data =>
        {
            data["plateNo"] = BridgeMessage.Plate;
            data["plateColor"] = 1;
            change(data);
        });
        return EventRecordReader.Read(kind, body.ToJsonString(), photo: null)!;
    }

    private static (InterfaceDefinition Definition, string Payload) Command()
    {
        var definition = StandardCatalogue.Instance.Find("uploadFee")!;
        var body = Requests.Of("uploadFee", data =>
        {
            data["requestId"] = 71;
            data["params"]!["payStatus"] = 0;
            data["params"]!.AsObject().Remove("paidType");
        });
        return (definition, body.ToJsonString());
    }

    private static async Task<string?> ReadAnswerAsync(DownlinkBench bench, JsonObject body)
    {
        var (ack, errors) = bench.Handler.AckReader.Read(await QuestionAsync(bench), Site(bench), Bytes(body), "inbox");
        Assert.True(ack is not null, string.Join("; ", errors.Select(error => error.Message)));
        return ack.Answer;
    }

    private static async Task<InboxEntry> QuestionAsync(DownlinkBench bench) => InboxEntry.Of((await bench.Handler.Store.FindAsync(Key, Stop)).Row!);

    private static Directory.SiteEntry Site(DownlinkBench bench) =>
        bench.Handler.Directory.FindSiteAsync(DownlinkBench.Site, Stop).AsTask().GetAwaiter().GetResult()!;

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
