using CsCheck;
using HzFunctions.Functions.Forwarding;

namespace HzFunctions.Functions.Tests.Forwarding;

public sealed class BackOffTests
{
    [Fact]
    public void D6_delays_lie_between_half_and_all_of_two_seconds_doubled_and_never_beyond_a_quarter_of_an_hour() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Double[0, 0.999]).Sample((failures, chance) =>
        {
            var whole = failures > 9 ? TimeSpan.FromMinutes(15) : TimeSpan.FromSeconds(2 * Math.Pow(2, failures - 1));
            Assert.InRange(BackOff.After(failures, chance), whole / 2, whole);
        });

    [Fact]
    public void D6_half_of_a_delay_is_chance()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), BackOff.After(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(1.5), BackOff.After(1, 0.5));
        Assert.Equal(TimeSpan.FromMinutes(7.5), BackOff.After(100, 0));
    }
}
