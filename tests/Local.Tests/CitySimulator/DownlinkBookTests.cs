using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Violations;
using HzFunctions.Local.Records;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>What the city brain keeps of its messages down, and how it judges confirmations.</summary>
public sealed class DownlinkBookTests : IDisposable
{
    private static readonly Site Site = new("A00001", "1001");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8)));
    private readonly ViolationBook _violations;
    private DownlinkBook _book;

    public DownlinkBookTests()
    {
        _violations = new ViolationBook(_folder.File("violations.jsonl"), _time);
        _book = Open();
    }

    public void Dispose()
    {
        _book.Dispose();
        _violations.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void R36_A_confirmation_with_exactly_the_messages_fields_is_right_whatever_their_order()
    {
        var downlink = Publish("payResult", """{"plateNo":"浙A12345","billID":"B-1"}""");

        Confirm("confirmPayResult", downlink.RequestId, true, """{"billID":"B-1","plateNo":"浙A12345"}""");

        Assert.Equal((true, 1), (downlink.Success, downlink.Confirmations));
        Assert.Empty(_violations.All);
    }

    [Theory]
    [InlineData("confirmPayResult", 0, """{"plateNo":"浙A12345","billID":"B-2"}""")]
    [InlineData("confirmPayResult", 0, """{"plateNo":"浙A12345"}""")]
    [InlineData("confirmPayResult", 0, """{"plateNo":"浙A12345","billID":"B-1","more":1}""")]
    [InlineData("confirmPayResult", 1, """{"plateNo":"浙A12345","billID":"B-1"}""")]
    [InlineData("confirmOverDueResult", 0, """{"plateNo":"浙A12345","billID":"B-1"}""")]
    public void R36_R57_A_confirmation_with_other_fields_another_number_or_of_another_kind_is_wrong(string by, int off, string parameters)
    {
        var downlink = Publish("payResult", """{"plateNo":"浙A12345","billID":"B-1"}""");

        Confirm(by, downlink.RequestId + off, true, parameters);

        Assert.Null(downlink.Success);
        Assert.Equal(ViolationKind.WrongConfirmation, Assert.Single(_violations.All).Kind);
    }

    [Fact]
    public void R11_A_forged_message_must_not_be_confirmed()
    {
        var forged = Publish("payResult", "{}", DownlinkFault.WrongSign);

        Confirm("confirmPayResult", forged.RequestId, true, "{}");

        Assert.Equal(ViolationKind.WrongConfirmation, Assert.Single(_violations.All).Kind);
    }

    [Fact]
    public void False_after_true_contradicts_and_true_after_false_does_not()
    {
        var downlink = Publish("payResult", "{}");
        Confirm("confirmPayResult", downlink.RequestId, false, "{}");
        Confirm("confirmPayResult", downlink.RequestId, true, "{}");
        Assert.Empty(_violations.All);

        Confirm("confirmPayResult", downlink.RequestId, false, "{}");

        Assert.True(downlink.IsContradicted);
        Assert.Equal(ViolationKind.ContradictoryConfirmation, Assert.Single(_violations.All).Kind);
    }

    [Fact]
    public void A_reused_requestId_with_other_content_is_a_message_of_its_own()
    {
        var first = Publish("payResult", """{"billID":"B-1"}""");
        var second = Publish("payResult", """{"billID":"B-2"}""", DownlinkFault.ReusedRequestId);
        Assert.Equal(first.RequestId, second.RequestId);

        Confirm("confirmPayResult", second.RequestId, true, """{"billID":"B-2"}""");

        Assert.Equal((null, true), (first.Success, second.Success));
    }

    [Fact]
    public void R52_R53_An_answer_to_a_fee_query_confirms_it_by_its_requestId_and_vehicle()
    {
        var asked = Publish("fee", """{"plateNo":"浙A12345","plateColor":1,"parkingCode":"1001"}""");
        var answer = """{"plateNo":"浙A12345","parkingCode":"1001","shouldPay":0,"payStatus":0}""";
        Assert.False(Confirmation.IsOne("uploadFee", Data(-1, true, answer)));

        Confirm("uploadFee", asked.RequestId, true, answer);

        Assert.True(asked.Success);
    }

    [Fact]
    public void R35_What_is_not_confirmed_within_20_seconds_is_late_unless_the_city_brain_was_away()
    {
        var (late, excused, early) = (Publish("payResult", """{"id":1}"""), Publish("payResult", """{"id":2}"""), Publish("payResult", """{"id":3}"""));
        Confirm("confirmPayResult", early.RequestId, true, """{"id":3}""");
        Confirm("confirmPayResult", late.RequestId, true, """{"id":1}""", after: 20.1);
        _book.NoteCityAway();
        Confirm("confirmPayResult", excused.RequestId, true, """{"id":2}""");

        var statistics = _book.Look(all => DownlinkStatistics.Of(all, wrong: 0, _time.GetUtcNow()));
        Assert.Equal((3, 3, 1, 1), (statistics.Published, statistics.ConfirmedTrue, statistics.Late, statistics.LateForAbsence));
        Assert.Equal((20100, 20100), (statistics.P50, statistics.P99));
    }

    [Fact]
    public void R35_An_absence_of_the_city_brain_excuses_nothing_that_was_published_only_after_it()
    {
        var waiting = _book.Make(new DownlinkOrder(Site, "payResult", []));
        _book.NoteCityAway();
        _book.NotePublished(waiting, _time.GetUtcNow());

        Confirm("confirmPayResult", waiting.RequestId, true, "{}", after: 20.1);

        var statistics = _book.Look(all => DownlinkStatistics.Of(all, wrong: 0, _time.GetUtcNow()));
        Assert.Equal((1, 0), (statistics.Late, statistics.LateForAbsence));
    }

    [Fact]
    public void What_is_doubled_on_purpose_is_not_counted_as_repeated()
    {
        var doubled = Publish("payResult", """{"id":1}""", DownlinkFault.Doubled);
        _book.NotePublished(doubled, _time.GetUtcNow());
        var repeated = Publish("payResult", """{"id":2}""");
        _book.NotePublished(repeated, _time.GetUtcNow());

        Assert.Equal(1, _book.Look(all => DownlinkStatistics.Of(all, wrong: 0, _time.GetUtcNow())).Repeated);
    }

    [Fact]
    public void Everything_survives_the_death_of_the_process_and_what_was_not_published_still_will_be()
    {
        var published = Publish("payResult", """{"id":1}""");
        Confirm("confirmPayResult", published.RequestId, true, """{"id":1}""");
        var waiting = _book.Make(new DownlinkOrder(Site, "payResult", []));
        _book.Dispose();

        _book = Open();

        Assert.Equal(waiting.Id, Assert.Single(_book.Due()).Id);
        Assert.True(_book.Look(all => all[0].Success));
        Assert.Equal(waiting.RequestId + 1, _book.Make(new DownlinkOrder(Site, "payResult", [])).RequestId);
    }

    [Fact]
    public void What_nobody_confirms_is_published_again_and_a_forged_one_is_not()
    {
        var downlink = Publish("payResult", "{}");
        Publish("payResult", "{}", DownlinkFault.WrongSign);
        Assert.Empty(_book.Due());

        _time.Advance(TimeSpan.FromSeconds(46));

        Assert.Equal(downlink.Id, Assert.Single(_book.Due()).Id);
    }

    private DownlinkBook Open() => new(_folder.File("downlinks.jsonl"), _violations, _time);

    private Downlink Publish(string name, string data, DownlinkFault fault = DownlinkFault.None)
    {
        var downlink = _book.Make(new DownlinkOrder(Site, name, JsonNode.Parse(data)!.AsObject()) { Fault = fault });
        _book.NotePublished(downlink, _time.GetUtcNow());
        return downlink;
    }

    private void Confirm(string by, long requestId, bool success, string parameters, double after = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(after));
        _book.Confirm(Site.AccessID, by, Data(requestId, success, parameters));
    }

    private static JsonElement Data(long requestId, bool success, string parameters) => JsonElement.Parse(
        $"{{\"requestId\":{requestId},\"success\":{(success ? "true" : "false")},\"params\":{parameters}}}");
}
