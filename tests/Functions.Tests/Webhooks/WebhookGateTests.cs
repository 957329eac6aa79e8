using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>A car park that does not answer holds up no other.</summary>
public sealed class WebhookGateTests : IDisposable
{
    private static readonly SiteId One = SiteId.Parse("1001~~P1")!.Value;
    private static readonly SiteId Other = SiteId.Parse("1001~~P2")!.Value;

    private readonly FakeTimeProvider _clock = new();
    private readonly WebhookGate _gate;

    public WebhookGateTests() => _gate = new WebhookGate(_clock, new Random(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_a_few_calls_of_a_car_park_are_under_way_at_the_same_time_and_the_next_follows_when_one_ends()
    {
        var inside = await FillAsync();
        var next = _gate.TryEnterAsync(One, Stop);

        Assert.False(next.IsCompleted);
        Assert.NotNull(await _gate.TryEnterAsync(Other, Stop));
        inside[0].Dispose();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Who_waits_in_vain_for_others_to_end_is_turned_away()
    {
        await FillAsync();
        var next = _gate.TryEnterAsync(One, Stop);
        _clock.Advance(WebhookGate.LongestWait);

        Assert.Null(await next);
    }

    [Fact]
    public async Task Who_waited_while_the_car_park_failed_is_turned_away()
    {
        var inside = await FillAsync();
        var next = _gate.TryEnterAsync(One, Stop);
        _gate.Note(One, taken: false);
        inside[0].Dispose();

        Assert.Null(await next);
    }

    [Fact]
    public async Task After_a_failure_none_is_made_for_a_while_that_grows_with_each_and_ends_with_a_success()
    {
        var pauses = new List<TimeSpan>();
        for (var failure = 0; failure < 12; failure++)
        {
            _gate.Note(One, taken: false);
            _gate.Note(Other, taken: true);
            Assert.True(await EntersAsync(Other));
            pauses.Add(await PauseAsync());
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.1));
        Assert.InRange(pauses[^1], TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(16));
        _gate.Note(One, taken: false);
        _gate.Note(One, taken: true);
        Assert.True(await EntersAsync(One));
    }

    [Fact]
    public async Task Calls_that_fail_side_by_side_are_one_failure()
    {
        Assert.All(Enumerable.Range(0, WebhookGate.MostAtOnce), _ => _gate.Note(One, taken: false));

        Assert.InRange(await PauseAsync(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.1));
    }

    public void Dispose() => _gate.Dispose();

    private async Task<List<IDisposable>> FillAsync()
    {
        var inside = new List<IDisposable>();
        for (var call = 0; call < WebhookGate.MostAtOnce; call++)
        {
            inside.Add(Assert.IsType<IDisposable>(await _gate.TryEnterAsync(One, Stop), exactMatch: false));
        }

        return inside;
    }

    private async Task<TimeSpan> PauseAsync()
    {
        var since = _clock.GetUtcNow();
        while (!await EntersAsync(One))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        return _clock.GetUtcNow() - since;
    }

    private async Task<bool> EntersAsync(SiteId site)
    {
        using var place = await _gate.TryEnterAsync(site, Stop);
        return place is not null;
    }
}
