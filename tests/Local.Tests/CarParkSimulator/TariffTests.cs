using CsCheck;
using HzFunctions.Local.CarParkSimulator.Stays;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class TariffTests
{
    private static readonly Gen<TimeSpan> Lengths = Gen.Int[0, 5 * 24 * 60].Select(minutes => TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(31, 500)]
    [InlineData(60, 500)]
    [InlineData(61, 1_000)]
    [InlineData(8 * 60, 4_000)]
    [InlineData(23 * 60, 4_000)]
    [InlineData(24 * 60, 4_000)]
    [InlineData((24 * 60) + 1, 4_500)]
    [InlineData(48 * 60, 8_000)]
    public void A_stay_costs_what_the_board_at_the_gate_says(int minutes, int fen)
    {
        Assert.Equal(fen, Tariff.Charge(TimeSpan.FromMinutes(minutes)));
    }

    [Fact]
    public void Who_stays_longer_never_pays_less()
    {
        Gen.Select(Lengths, Lengths).Sample((one, other) => one > other || Tariff.Charge(one) <= Tariff.Charge(other));
    }
}
