using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.Local.Tests.Accounts;

public sealed class AuditorTests
{
    private const string CarIn = "uploadCarInData";
    private const string CarOut = "uploadCarOutData";
    private const string Photo = "uploadPhoto";
    private const string Pay = "uploadPayRecord";
    private const string State = "uploadParkingState";

    [Fact]
    public void A_day_on_which_everything_arrived_in_order_balances()
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2)
            .Event(Photo, "P-1", 3, 4)
            .Event(Pay, "B-1", 5, 6)
            .Event(CarOut, "E-1", 7, 8)
            .Event(State, "2026-11-23 08:00:00", 1, 2, uid: null, state: "superseded")
            .Event(CarIn, "A-2", 9, 10, uid: "U-2", state: "refused")
            .Event(CarIn, "A-3", 9, 10, uid: "U-3", state: "discarded")
            .Event(CarIn, "A-4", 9, 10, uid: "U-4", state: "suspended")
            .Close();

        Assert.True(accounts.Balanced);
        Assert.Equal(0, accounts.OfOthers);
        var site = Assert.Single(accounts.Sites);
        Assert.Equal((8, 4, 1), (site.Accepted, site.In(EventState.Forwarded), site.In(EventState.Superseded)));
    }

    [Fact]
    public void What_is_said_to_be_forwarded_and_is_not_there_is_lost()
    {
        AssertOne(ImbalanceKind.Lost, "A-1", new Books().Event(CarIn, "A-1", 1, 2, atCity: false));
    }

    [Fact]
    public void An_event_whose_receipt_nobody_knows_is_lost()
    {
        AssertOne(ImbalanceKind.Lost, "A-1", new Books().Event(CarIn, "A-1", 1, 2).Reading("A-1", StateAudit.Unknown));
    }

    [Fact]
    public void An_event_that_was_accepted_without_a_receipt_is_lost()
    {
        AssertOne(ImbalanceKind.Lost, "A-1", new Books().Event(CarIn, "A-1", 1, 2).WithoutReceipt("A-1"));
    }

    [Theory]
    [InlineData("forgotten")]
    [InlineData("")]
    [InlineData("3")]
    public void A_state_that_there_is_none_of_is_a_fault(string state)
    {
        AssertOne(ImbalanceKind.State, "A-1", new Books().Event(CarIn, "A-1", 1, 2, state: state));
    }

    [Fact]
    public void A_receipt_that_could_not_be_read_is_a_fault()
    {
        AssertOne(ImbalanceKind.State, "A-1", new Books().Event(CarIn, "A-1", 1, 2).Reading("A-1", ReceiptReading.Missing("no answer")));
    }

    [Fact]
    public void One_record_in_two_states_is_a_fault()
    {
        var books = new Books().Event(CarIn, "A-1", 1, 2).Event(CarIn, "A-1", 3, 4, state: "refused", receipt: "r-other", atCity: false);

        Assert.Equal(
            [ImbalanceKind.State, ImbalanceKind.State],
            books.Close().Imbalances.Select(imbalance => imbalance.Kind));
    }

    [Fact]
    public void One_record_accepted_twice_in_the_same_state_is_none()
    {
        Assert.True(new Books().Event(CarIn, "A-1", 1, 2).Event(CarIn, "A-1", 3, 4, atCity: false).Close().Balanced);
    }

    [Fact]
    public void An_event_that_is_refused_while_the_city_brain_has_it_is_in_two_states()
    {
        AssertOne(ImbalanceKind.State, "A-1", new Books().Event(CarIn, "A-1", 1, 2, state: "refused").AtCity(CarIn, "A-1"));
    }

    [Fact]
    public void What_is_still_pending_when_waiting_is_over_is_stuck()
    {
        AssertOne(ImbalanceKind.Stuck, "A-1", new Books().Event(CarIn, "A-1", 1, 2, state: "pending"));
    }

    [Fact]
    public void Other_content_than_the_car_park_sent_is_a_fault()
    {
        AssertOne(
            ImbalanceKind.Content,
            "A-1",
            new Books().Event(CarIn, "A-1", 1, 2, atCity: false).AtCity(CarIn, "A-1", content: "something else"));
    }

    [Fact]
    public void A_record_that_turns_up_under_another_car_park_is_foreign()
    {
        AssertOne(ImbalanceKind.ForeignSite, "A-1", new Books().Event(CarIn, "A-1", 1, 2).AtCity(CarIn, "A-1", site: Books.There));
    }

    [Fact]
    public void A_record_that_turns_up_only_under_another_car_park_is_foreign_and_lost()
    {
        var accounts = new Books().Event(CarIn, "A-1", 1, 2, atCity: false).AtCity(CarIn, "A-1", site: Books.There).Close();

        Assert.Equal([ImbalanceKind.Lost, ImbalanceKind.ForeignSite], accounts.Imbalances.Select(imbalance => imbalance.Kind));
    }

    [Fact]
    public void Times_as_ids_may_be_the_same_at_two_car_parks()
    {
        const string Id = "2026-11-23 08:00:00";

        Assert.True(new Books().Event(State, Id, 1, 2, uid: null).Event(State, Id, 1, 2, uid: null, site: Books.There).Close().Balanced);
    }

    [Fact]
    public void Complaints_of_the_city_brain_spoil_the_accounts()
    {
        var imbalance = Assert.Single(new Books().Event(CarIn, "A-1", 1, 2).Violation("WrongSign").Close().Imbalances);

        Assert.Equal((ImbalanceKind.Violation, "WrongSign"), (imbalance.Kind, imbalance.Detail));
    }

    [Fact]
    public void Records_of_other_clients_are_counted_and_spoil_nothing()
    {
        var accounts = new Books().Event(CarIn, "A-1", 1, 2).AtCity(CarIn, "X-1", uid: "U-9").AtCity("uploadHeartbeat", "none", uid: null).Close();

        Assert.True(accounts.Balanced);
        Assert.Equal(1, accounts.OfOthers);
    }

    [Fact]
    public void Events_sent_and_never_answered_are_counted_and_owed_by_nobody()
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2)
            .Line(LedgerEvent.Sent, "P-1")
            .AtCity(Photo, "P-1")
            .Line(LedgerEvent.Sent, "P-2")
            .Line(LedgerEvent.Refused, "P-2")
            .Close();

        Assert.True(accounts.Balanced);
        var site = Assert.Single(accounts.Sites);
        Assert.Equal((1, 1, 1), (site.Accepted, site.TurnedAway, site.Unanswered));
    }

    private static void AssertOne(ImbalanceKind kind, string recordId, Books books)
    {
        var imbalance = Assert.Single(books.Close().Imbalances);
        Assert.Equal((kind, recordId), (imbalance.Kind, imbalance.RecordId));
    }
}
