using HzFunctions.Local.Accounts;

namespace HzFunctions.Local.Tests.Accounts;

public sealed class OrderAuditTests
{
    private const string CarIn = "uploadCarInData";
    private const string CarOut = "uploadCarOutData";
    private const string Photo = "uploadPhoto";
    private const string Pay = "uploadPayRecord";

    [Theory]
    [InlineData(CarOut)]
    [InlineData(Pay)]
    [InlineData(Photo)]
    public void Whatever_reached_the_city_brain_before_an_arrival_acknowledged_earlier_is_out_of_order(string interfaceName)
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2, atCity: false)
            .Event(interfaceName, "X-1", 3, 4)
            .AtCity(CarIn, "A-1")
            .Close();

        AssertOutOfOrder("X-1", accounts);
    }

    [Fact]
    public void An_arrival_that_the_car_park_sent_after_the_others_may_come_after_them()
    {
        Assert.True(new Books().Event(CarOut, "E-1", 1, 2).Event(CarIn, "A-1", 3, 4).Close().Balanced);
    }

    [Fact]
    public void An_arrival_goes_first_whatever_was_acknowledged_before_it()
    {
        var accounts = new Books().Event(CarOut, "E-1", 1, 2, atCity: false).Event(CarIn, "A-1", 3, 4).AtCity(CarOut, "E-1").Close();

        Assert.True(accounts.Balanced);
    }

    [Fact]
    public void A_payment_acknowledged_before_the_departure_was_sent_must_come_before_it()
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2)
            .Event(Pay, "B-1", 3, 4, atCity: false)
            .Event(CarOut, "E-1", 5, 6)
            .AtCity(Pay, "B-1")
            .Close();

        AssertOutOfOrder("E-1", accounts);
    }

    [Fact]
    public void Two_events_that_were_under_way_at_the_same_time_may_come_in_any_order()
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2)
            .Event(Pay, "B-1", 3, 6, atCity: false)
            .Event(CarOut, "E-1", 5, 7)
            .AtCity(Pay, "B-1")
            .Close();

        Assert.True(accounts.Balanced);
    }

    [Fact]
    public void Photos_go_their_own_way_once_the_arrival_is_there()
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2)
            .Event(Photo, "P-1", 3, 4, atCity: false)
            .Event(CarOut, "E-1", 5, 6)
            .Event(Photo, "P-2", 7, 8)
            .AtCity(Photo, "P-1")
            .Close();

        Assert.True(accounts.Balanced);
    }

    [Fact]
    public void Events_of_different_stays_and_car_parks_do_not_bind_each_other()
    {
        var accounts = new Books()
            .Event(CarIn, "A-1", 1, 2, atCity: false)
            .Event(CarOut, "E-2", 3, 4, uid: "U-2")
            .Event(CarOut, "E-3", 3, 4, site: Books.There)
            .AtCity(CarIn, "A-1")
            .Close();

        Assert.True(accounts.Balanced);
    }

    [Fact]
    public void Of_a_refused_arrival_nothing_is_expected()
    {
        Assert.True(new Books().Event(CarIn, "A-1", 1, 2, state: "refused").Event(CarOut, "E-1", 3, 4).Close().Balanced);
    }

    private static void AssertOutOfOrder(string recordId, FinalAccounts accounts)
    {
        var imbalance = Assert.Single(accounts.Imbalances);
        Assert.Equal((ImbalanceKind.Order, recordId), (imbalance.Kind, imbalance.RecordId));
    }
}
