using HzFunctions.Local.FunctionsHost.Queues;

namespace HzFunctions.Local.Tests.FunctionsHost;

public sealed class PollingDelayTests
{
    [Fact]
    public void Looks_at_an_empty_queue_become_rarer_up_to_the_limit_and_frequent_again_after_a_find()
    {
        var delay = new PollingDelay(TimeSpan.FromSeconds(1));

        var delays = Enumerable.Range(0, 6).Select(_ => delay.AfterNothing().TotalMilliseconds).ToList();
        delay.Reset();

        Assert.Equal([100, 200, 400, 800, 1000, 1000], delays);
        Assert.Equal(100, delay.AfterNothing().TotalMilliseconds);
    }
}
