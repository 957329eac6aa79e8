using System.Text.Json;
using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.Accounts;

/// <summary>What the accounts find wrong with what the city brain sent down.</summary>
public sealed class DownlinkAuditTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly List<DownlinkView> _published = [];
    private readonly List<LedgerLine> _ledger = [];

    [Fact]
    public void A_message_that_the_car_park_has_and_that_is_confirmed_with_true_balances()
    {
        Delivered(Publish(true));

        Assert.Empty(Find());
    }

    [Fact]
    public void A_message_that_nobody_confirmed_is_a_fault()
    {
        Delivered(Publish(success: null));

        Assert.Equal(ImbalanceKind.Unconfirmed, Assert.Single(Find()).Kind);
    }

    [Fact]
    public void A_message_that_the_car_park_has_and_that_was_denied_last_is_a_fault()
    {
        Delivered(Publish(false));

        Assert.Equal(ImbalanceKind.Unconfirmed, Assert.Single(Find()).Kind);
    }

    [Fact]
    public void To_deny_a_question_that_the_car_park_has_is_an_answer()
    {
        Delivered(Publish(false, name: "fee"));

        Assert.Empty(Find());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_message_that_the_car_park_never_got_is_a_fault_whatever_was_confirmed(bool success)
    {
        Publish(success);

        Assert.Equal(ImbalanceKind.Undelivered, Assert.Single(Find()).Kind);
    }

    [Fact]
    public void The_same_number_with_another_content_is_another_message()
    {
        Delivered(Publish(true, requestId: 7, bill: "B-1"));
        Publish(true, requestId: 7, bill: "B-2");

        Assert.Equal(ImbalanceKind.Undelivered, Assert.Single(Find()).Kind);
    }

    [Fact]
    public void R15_A_message_need_not_reach_the_car_park_when_there_is_a_newer_one_about_the_same_bill()
    {
        Publish(true, second: 1);
        Delivered(Publish(true, second: 2));

        Assert.Empty(Find());
    }

    [Fact]
    public void R15_A_message_from_the_future_excuses_nothing_that_follows_it()
    {
        Delivered(Publish(true, fault: DownlinkFault.FutureTimestamp, second: 365 * 86_400));
        Publish(true, second: 1);

        Assert.Equal(ImbalanceKind.Undelivered, Assert.Single(Find()).Kind);
    }

    [Theory]
    [InlineData("InvoiceInfo", "Outdated")]
    [InlineData("overDueResult", "Outdated")]
    [InlineData("payResult", "")]
    [InlineData("fee", "")]
    public void R14_R15_What_was_published_after_a_newer_one_had_arrived_must_not_reach_the_car_park_unless_it_pays(
        string name, string expected)
    {
        Delivered(Publish(true, name, second: 2, published: 1), at: 2);
        Delivered(Publish(true, name, second: 1, published: 3), at: 4);

        Assert.Equal(expected, $"{Find().SingleOrDefault()?.Kind}");
    }

    [Fact]
    public void Two_that_were_on_their_way_at_the_same_time_may_arrive_in_either_order()
    {
        Delivered(Publish(true, "InvoiceInfo", second: 2, published: 1), at: 3);
        Delivered(Publish(true, "InvoiceInfo", second: 1, published: 2), at: 4);

        Assert.Empty(Find());
    }

    [Fact]
    public void A_newer_message_about_another_bill_excuses_nothing()
    {
        Publish(true, bill: "B-1", second: 1);
        Delivered(Publish(true, bill: "B-2", second: 2));

        Assert.Equal(ImbalanceKind.Undelivered, Assert.Single(Find()).Kind);
    }

    [Fact]
    public void A_forged_message_must_reach_nobody_and_counts_for_nothing()
    {
        Publish(success: null, fault: DownlinkFault.WrongSign);

        Assert.Empty(Find());
    }

    [Fact]
    public void R11_A_forged_message_that_the_car_park_got_is_a_fault()
    {
        Delivered(Publish(success: null, fault: DownlinkFault.WrongSign));

        Assert.Equal(ImbalanceKind.Forged, Assert.Single(Find()).Kind);
    }

    [Fact]
    public void What_a_client_confirmed_by_itself_is_confirmed_by_nobody_else()
    {
        var once = Publish(true, bill: "B-1", confirmations: 1);
        var twice = Publish(true, bill: "B-2", confirmations: 2);
        foreach (var downlink in (DownlinkView[])[once, twice])
        {
            Delivered(downlink, DownlinkForm.Own);
            Note(LedgerEvent.Confirming, downlink, DownlinkForm.Own);
        }

        var fault = Assert.Single(Find());
        Assert.Equal((ImbalanceKind.ConfirmedTwice, $"{twice.RequestId}"), (fault.Kind, fault.RecordId));
    }

    [Theory]
    [InlineData(nameof(LedgerEvent.BillPaid), null)]
    [InlineData(nameof(LedgerEvent.BillAnswered), "paid")]
    public void A_payment_of_which_the_car_park_knows_by_another_way_need_not_be_delivered(string about, string? message)
    {
        Publish(true);
        _ledger.Add(new LedgerLine
        {
            Event = Enum.Parse<LedgerEvent>(about),
            At = Morning,
            AccessID = Books.Here.AccessID,
            ParkingCode = Books.Here.ParkingCode,
            RecordId = "B-1",
            Message = message,
        });

        Assert.Empty(Find());
    }

    private DownlinkView Publish(
        bool? success,
        string name = "payResult",
        int? requestId = null,
        string bill = "B-1",
        int second = 0,
        int confirmations = 1,
        int published = 0,
        DownlinkFault fault = DownlinkFault.None)
    {
        var downlink = new DownlinkView(
            _published.Count,
            Books.Here.AccessID,
            Books.Here.ParkingCode,
            name,
            requestId ?? _published.Count + 1,
            ChinaClock.Write(Morning.AddSeconds(second)),
            JsonSerializer.SerializeToElement(new { billID = bill }),
            fault,
            Morning.AddSeconds(published),
            Publications: 1,
            Morning,
            success,
            confirmations);
        _published.Add(downlink);
        return downlink;
    }

    private void Delivered(DownlinkView downlink, DownlinkForm form = DownlinkForm.Inbox, int at = 10) =>
        Note(LedgerEvent.Delivered, downlink, form, at);

    private void Note(LedgerEvent about, DownlinkView downlink, DownlinkForm form, int at = 10) => _ledger.Add(new LedgerLine
    {
        Event = about,
        At = Morning.AddSeconds(at),
        AccessID = downlink.AccessID,
        ParkingCode = downlink.ParkingCode,
        Interface = downlink.Name,
        RecordId = $"{downlink.RequestId}",
        Fingerprint = ContentFingerprint.Of(downlink.Data),
        Message = $"{form}",
    });

    private List<Imbalance> Find() => [.. new DownlinkAudit(new AuditInput(_ledger, [], [], []) { Downlinks = _published }).Find()];
}
