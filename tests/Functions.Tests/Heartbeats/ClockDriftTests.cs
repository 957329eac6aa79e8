using HzFunctions.Functions.Heartbeats;

namespace HzFunctions.Functions.Tests.Heartbeats;

/// <summary>How far clocks are off, by one heartbeat (R71).</summary>
public sealed class ClockDriftTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(75, 0)]
    [InlineData(-75, 0)]
    [InlineData(0, 90)]
    [InlineData(0, -90)]
    [InlineData(-300, 120)]
    public void R71_both_clocks_are_measured_against_the_city_brains_and_not_against_each_other(int carPark, int own)
    {
        // The city brain's clock is right; the call takes 4 s and reaches it in the middle.
        var drift = ClockDrift.Measure(
            Noon.AddSeconds(carPark), Noon.AddSeconds(2), Noon.AddSeconds(own), Noon.AddSeconds(own + 4));

        Assert.Equal(carPark, drift.CarPark.TotalSeconds, 1.0);
        Assert.Equal(own, drift.Own.TotalSeconds, 1.0);
    }
}
