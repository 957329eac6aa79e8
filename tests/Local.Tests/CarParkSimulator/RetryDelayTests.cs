using HzFunctions.Local.CarParkSimulator.Traffic;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class RetryDelayTests
{
    private readonly Random _random = new(1);

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(5, 3_200)]
    [InlineData(6, 5_000)]
    [InlineData(1_000_000, 5_000)]
    public void Each_delay_doubles_the_one_before_up_to_the_longest(int attempt, int milliseconds)
    {
        var delays = Enumerable.Range(0, 100).Select(_ => RetryDelay.After(attempt, null, _random).TotalMilliseconds).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, milliseconds * 0.75, milliseconds * 1.25));
        Assert.True(delays.Distinct().Count() > 90);
    }

    [Fact]
    public void Who_asks_for_more_patience_is_given_it()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), RetryDelay.After(1, TimeSpan.FromSeconds(30), _random));
        Assert.True(RetryDelay.After(6, TimeSpan.FromMilliseconds(1), _random) > TimeSpan.FromSeconds(3));
    }
}
