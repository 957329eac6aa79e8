using HzFunctions.MqttBridge.Sessions;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>The delays between attempts.</summary>
public sealed class BackOffTests
{
    [Fact]
    public void Delays_double_up_to_the_longest_with_half_of_each_left_to_chance()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(7));
        for (var failure = 0; failure < 100; failure++)
        {
            var whole = Math.Min(Math.Pow(2, failure), 60);
            Assert.InRange(backOff.Next().TotalSeconds, whole / 2, whole);
        }
    }

    [Fact]
    public void After_a_success_they_begin_anew()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(7));
        _ = Enumerable.Range(0, 10).Select(_ => backOff.Next()).Last();

        backOff.Reset();

        Assert.InRange(backOff.Next().TotalSeconds, 0.5, 1);
    }
}
