using System.Globalization;
using CsCheck;
using HzFunctions.Local.CarParkSimulator.Stays;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class StayDrawTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8));

    private static readonly Gen<Stay> Stays = Gen.Int.Select(seed => new StayDraw("1001", new Random(seed), []).Next(Now));

    [Fact]
    public void R24_A_uid_is_car_park_entry_and_arrival_to_the_millisecond()
    {
        Stays.Sample(stay =>
            stay.Uid == "1001" + stay.EntryNum + stay.ArrivedAt.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void No_uid_comes_twice_nor_one_that_an_earlier_run_had()
    {
        var earlier = Draw(new StayDraw("1001", new Random(7), []), 500);
        var again = Draw(new StayDraw("1001", new Random(7), earlier), 500);

        Assert.Equal(1_000, earlier.Concat(again).Distinct().Count());
    }

    [Fact]
    public void A_stay_lies_in_the_past_and_its_times_follow_each_other()
    {
        Stays.Sample(stay =>
            stay.ArrivedAt < (stay.PaidAt ?? stay.LeftAt)
            && (stay.PaidAt ?? stay.LeftAt) <= stay.LeftAt
            && stay.LeftAt <= Now
            && stay.ArrivedAt >= Now - TimeSpan.FromHours(13));
    }

    [Fact]
    public void R30_Fees_fit_the_length_of_the_stay_and_the_discount_fits_the_fee()
    {
        Stays.Sample(stay =>
            stay.ChargeFee == (stay.Kind == StayKind.Monthly ? 0 : Tariff.Charge(stay.LeftAt - stay.ArrivedAt))
            && stay.Discount >= 0
            && stay.ShouldPay == stay.ChargeFee - stay.Discount
            && stay.ShouldPay >= 0);
    }

    [Fact]
    public void A_stay_is_paid_when_it_costs_something_and_its_driver_pays()
    {
        Stays.Sample(stay => stay.IsPaid == (stay is { ChargeFee: > 0, Kind: StayKind.PaidAtExit or StayKind.PaidInAdvance }));
    }

    [Fact]
    public void Every_kind_of_stay_comes_some_never_pay()
    {
        var draw = new StayDraw("1001", new Random(3), []);

        var kinds = Enumerable.Range(0, 500).Select(_ => draw.Next(Now).Kind).CountBy(kind => kind).ToDictionary();

        Assert.Equal(Enum.GetValues<StayKind>(), kinds.Keys.Order());
        Assert.InRange(kinds[StayKind.NeverPaid], 20, 100);
        Assert.InRange(kinds[StayKind.PaidLater], 95, 155);
    }

    private static List<string> Draw(StayDraw draw, int count) => [.. Enumerable.Range(0, count).Select(_ => draw.Next(Now).Uid)];
}
