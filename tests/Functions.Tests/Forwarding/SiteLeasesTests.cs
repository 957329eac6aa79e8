using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Forwarding;

public sealed class SiteLeasesTests
{
    private static readonly SiteId Site = SiteId.Create("access", "P1")!.Value;
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(8);

    private readonly FakeTimeProvider _server = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTable _table;

    public SiteLeasesTests() => _table = new InMemoryTable(_server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D6_a_lease_is_taken_by_one()
    {
        Assert.NotNull(await Leases(_server).TryTakeAsync(Site, Stop));
        Assert.Null(await Leases(_server).TryTakeAsync(Site, Stop));
    }

    [Fact]
    public async Task D6_a_released_lease_is_taken_at_once()
    {
        var lease = await Leases(_server).TryTakeAsync(Site, Stop);

        Assert.True(await lease!.ReleaseAsync(Stop));
        Assert.NotNull(await Leases(_server).TryTakeAsync(Site, Stop));
    }

    [Fact]
    public async Task D6_whether_a_lease_has_expired_is_judged_by_the_storages_clock_and_no_other()
    {
        await Leases(_server).TryTakeAsync(Site, Stop);
        var fast = new FakeTimeProvider(_server.GetUtcNow() + TimeSpan.FromHours(1));
        var slow = new FakeTimeProvider(_server.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.Null(await Leases(fast).TryTakeAsync(Site, Stop));
        _server.Advance(SiteLeases.Duration + TimeSpan.FromSeconds(2));
        Assert.NotNull(await Leases(slow).TryTakeAsync(Site, Stop));
    }

    [Fact]
    public async Task D6_a_lease_lasts_no_shorter_for_the_clocks_whole_seconds()
    {
        _server.Advance(TimeSpan.FromMilliseconds(999));
        await Leases(_server).TryTakeAsync(Site, Stop);

        _server.Advance(SiteLeases.Duration);
        Assert.Null(await Leases(_server).TryTakeAsync(Site, Stop));
    }

    [Fact]
    public async Task D6_a_lease_covers_a_call_that_ends_five_seconds_before_it_and_is_renewed_for_one_that_does_not()
    {
        var lease = (await Leases(_server).TryTakeAsync(Site, Stop))!;
        var taken = _table.Rows(Site.Value)[0].ETag;

        _server.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await lease.CoversAsync(CallLimit, Stop));
        Assert.Equal(taken, _table.Rows(Site.Value)[0].ETag);

        _server.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await lease.CoversAsync(CallLimit, Stop));
        Assert.NotEqual(taken, _table.Rows(Site.Value)[0].ETag);
    }

    [Fact]
    public async Task D6_many_calls_at_once_renew_a_lease_once()
    {
        var lease = (await Leases(_server).TryTakeAsync(Site, Stop))!;
        _server.Advance(TimeSpan.FromSeconds(10));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => lease.CoversAsync(CallLimit, Stop))), Assert.True);

        Assert.Equal(_server.GetUtcNow(), _table.Rows(Site.Value)[0].Timestamp);
        Assert.True(await lease.ReleaseAsync(Stop));
    }

    [Fact]
    public async Task D6_a_lease_that_another_took_covers_nothing_and_is_not_released()
    {
        var lost = (await Leases(_server).TryTakeAsync(Site, Stop))!;
        _server.Advance(SiteLeases.Duration + TimeSpan.FromSeconds(2));
        var taken = (await Leases(_server).TryTakeAsync(Site, Stop))!;

        Assert.False(await lost.CoversAsync(CallLimit, Stop));
        Assert.True(lost.Lost);
        Assert.False(await lost.ReleaseAsync(Stop));
        Assert.True(await taken.CoversAsync(CallLimit, Stop));
    }

    [Fact]
    public async Task D6_a_site_that_backs_off_has_no_lease_to_take_until_then()
    {
        var lease = (await Leases(_server).TryTakeAsync(Site, Stop))!;
        lease.Memory = new SiteMemory(3, _server.GetUtcNow() + TimeSpan.FromSeconds(20));
        await lease.ReleaseAsync(Stop);

        Assert.Null(await Leases(_server).TryTakeAsync(Site, Stop));
        _server.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, (await Leases(_server).TryTakeAsync(Site, Stop))!.Memory.Failures);
    }

    private SiteLeases Leases(TimeProvider clock) => new(_table, clock);
}
