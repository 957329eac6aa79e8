using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>A car park that does not answer holds up no other.</summary>
public sealed class WebhookGateTests
{
    private static readonly SiteId One = SiteId.Parse("1001~~P1")!.Value;
    private static readonly SiteId Other = SiteId.Parse("1001~~P2")!.Value;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Only_a_few_calls_of_a_car_park_are_under_way_at_the_same_time()
    {
        var gate = new WebhookGate(_clock, new Random(1));

        Assert.All(Enumerable.Range(0, WebhookGate.MostAtOnce), _ => Assert.True(gate.TryEnter(One)));
        Assert.False(gate.TryEnter(One));
        Assert.True(gate.TryEnter(Other));
        gate.Leave(One, taken: true);
        Assert.True(gate.TryEnter(One));
    }

    [Fact]
    public void After_a_failure_none_is_made_for_a_while_that_grows_with_each_and_ends_with_a_success()
    {
        var gate = new WebhookGate(_clock, new Random(1));
        var pauses = new List<TimeSpan>();
        for (var failure = 0; failure < 12; failure++)
        {
            Assert.True(gate.TryEnter(One));
            gate.Leave(One, taken: false);
            Assert.True(gate.TryEnter(Other));
            gate.Leave(Other, taken: true);
            var since = _clock.GetUtcNow();
            while (!gate.TryEnter(One))
            {
                _clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            gate.Leave(One, taken: false);
            pauses.Add(_clock.GetUtcNow() - since);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.InRange(pauses[^1], TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(16));
        Assert.True(gate.TryEnter(One));
        gate.Leave(One, taken: true);
        Assert.True(gate.TryEnter(One));
    }
}
