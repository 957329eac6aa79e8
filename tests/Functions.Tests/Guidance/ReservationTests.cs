using HzFunctions.Functions.Guidance;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>Booking a space, and how that ends.</summary>
public sealed class ReservationTests : IAsyncLifetime
{
    private GuidedCarParkInMemory _bench = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await GuidedCarParkInMemory.StartAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_booked_space_is_nobody_elses_and_holds_for_half_an_hour_and_then_four_more()
    {
        var booking = await _bench.BookedAsync();

        Assert.Equal((_bench.Clock.GetUtcNow().AddMinutes(30), _bench.Clock.GetUtcNow().AddMinutes(270)), (booking.ArriveBy, booking.LeaveBy));
        Assert.Equal(["A-2", "A-3"], await _bench.AvailableAsync());
        Assert.Equal(Refusals.SpaceIsBooked, (await _bench.BookAsync(plate: GuidedCarParkInMemory.OtherPlate)).Refusal);
    }

    [Fact]
    public async Task A_car_park_sets_how_long_a_booking_holds()
    {
        using var bench = GuidedCarParkInMemory.Empty(new BookingTerms(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)));
        await bench.FeedAsync([GuidedCarParkInMemory.Space("A-1")]);

        var booking = await bench.BookedAsync();

        Assert.Equal((bench.Clock.GetUtcNow().AddSeconds(10), bench.Clock.GetUtcNow().AddSeconds(30)), (booking.ArriveBy, booking.LeaveBy));
    }

    [Fact]
    public async Task A_vehicle_has_one_open_booking_at_a_car_park()
    {
        var booking = await _bench.BookedAsync();
        Assert.Equal(Refusals.PlateHasBooking, (await _bench.BookAsync("A-2")).Refusal);

        await _bench.CancelAsync(booking);
        Assert.Equal("A-2", (await _bench.BookedAsync("A-2")).Space);
    }

    [Fact]
    public async Task The_same_order_again_is_the_same_booking()
    {
        var first = await _bench.BookedAsync();

        Assert.Equal(first.Id, (await _bench.BookAsync()).Booking!.Id);
        Assert.Equal(Refusals.PlateHasBooking, (await _bench.BookAsync(userId: "another")).Refusal);
        Assert.Equal([first.Id], (await _bench.Handler.Lookup.FindAsync("u1", GuidedCarParkInMemory.Plate, Stop)).Select(booking => booking.Id));
    }

    [Fact]
    public async Task What_the_car_park_does_not_let_be_booked_is_refused_and_what_it_does_not_have_is_not_found()
    {
        await _bench.FeedAsync([GuidedCarParkInMemory.Space("A-2", bookable: false)]);

        Assert.Equal(Refusals.NotBookable, (await _bench.BookAsync("A-2")).Refusal);
        Assert.Equal(BookingOutcome.Nothing, await _bench.BookAsync("B-1"));
    }

    [Fact]
    public async Task A_booking_expires_at_its_time_whether_or_not_anybody_has_written_it_down()
    {
        var booking = await _bench.BookedAsync();

        _bench.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        Assert.Equal(BookingState.Booked, await _bench.StateAsync(booking));
        Assert.DoesNotContain("A-1", await _bench.AvailableAsync());

        _bench.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(BookingState.Expired, await _bench.StateAsync(booking));
        Assert.Contains("A-1", await _bench.AvailableAsync());
        Assert.Equal(Refusals.Expired, (await _bench.CancelAsync(booking)).Refusal);
        Assert.Equal(Refusals.Expired, (await _bench.ArriveAtSpaceAsync(booking)).Refusal);
        Assert.Null((await _bench.BookAsync(plate: GuidedCarParkInMemory.OtherPlate)).Refusal);
        Assert.Equal(BookingState.Expired, await _bench.StateAsync(booking));
    }

    [Fact]
    public async Task What_Watch_writes_down_is_what_was_read_before()
    {
        var expired = await _bench.BookedAsync();
        var used = await _bench.BookedAsync("A-2", GuidedCarParkInMemory.OtherPlate);
        await _bench.EnterAsync(GuidedCarParkInMemory.OtherPlate);
        _bench.Clock.Advance(TimeSpan.FromHours(5));
        var before = (await _bench.AvailableAsync(), await _bench.StateAsync(expired), await _bench.StateAsync(used));

        await _bench.TidyAsync();

        Assert.Equal((BookingState.Expired, BookingState.Left), (before.Item2, before.Item3));
        Assert.Equal(before, (before.Item1, await _bench.StateAsync(expired), await _bench.StateAsync(used)));
        Assert.Equal(before.Item1, await _bench.AvailableAsync());
        Assert.Equal(expired.ArriveBy, (await _bench.Handler.Store.FindAsync(expired.Id, Stop))!.EndedAt);
        Assert.Equal(used.LeaveBy, (await _bench.Handler.Store.FindAsync(used.Id, Stop))!.EndedAt);
    }

    [Fact]
    public async Task A_cancelled_booking_stays_so_however_often_it_is_cancelled()
    {
        var booking = await _bench.BookedAsync();

        Assert.Equal(BookingState.Cancelled, (await _bench.CancelAsync(booking)).Booking!.State);
        Assert.Equal(BookingState.Cancelled, (await _bench.CancelAsync(booking)).Booking!.State);

        Assert.Contains("A-1", await _bench.AvailableAsync());
        Assert.Equal(Refusals.Cancelled, (await _bench.ArriveAtSpaceAsync(booking)).Refusal);
        Assert.Equal(BookingOutcome.Nothing, await _bench.Handler.Reservations.CancelAsync(BookRecordId.New(_bench.Site.Site), Stop));
    }

    [Fact]
    public async Task Of_a_phone_number_only_an_HMAC_is_kept_and_that_is_removed_with_the_plate_thirty_days_after_the_bookings_end()
    {
        var booking = await _bench.BookedAsync();
        var kept = (await _bench.Handler.Store.FindAsync(booking.Id, Stop))!.Phone;
        Assert.Equal(await _bench.Handler.Phones.HashAsync("137-8888 8888", Stop), kept);
        Assert.DoesNotContain(AllTexts(), text => text.Contains(GuidedCarParkInMemory.Phone, StringComparison.Ordinal));

        await _bench.CancelAsync(booking);
        _bench.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await _bench.TidyAsync();
        Assert.Equal(kept, (await _bench.Handler.Store.FindAsync(booking.Id, Stop))!.Phone);
        Assert.Contains(AllTexts(), text => text.Contains(GuidedCarParkInMemory.Plate, StringComparison.Ordinal));

        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.TidyAsync();
        Assert.Empty((await _bench.Handler.Store.FindAsync(booking.Id, Stop))!.Phone);
        Assert.DoesNotContain(AllTexts(), text => text == kept || text.Contains(GuidedCarParkInMemory.Plate, StringComparison.Ordinal));
        Assert.Equal(BookingState.Cancelled, Assert.Single(await _bench.Handler.Lookup.FindAsync("u1", GuidedCarParkInMemory.Plate, Stop)).State);
        Assert.Equal(Refusals.Cancelled, (await _bench.ArriveAtSpaceAsync(booking)).Refusal);
        Assert.Empty(await _bench.Handler.Store.DueAsync(_bench.Site.Site, DateTimeOffset.MaxValue.AddDays(-1), 10, Stop));
    }

    [Fact]
    public async Task The_lookup_forgets_what_never_came_about()
    {
        var lost = new BookingRow(BookRecordId.New(_bench.Site.Site))
        {
            Space = "A-1",
            Plate = GuidedCarParkInMemory.Plate,
            User = GuidanceRows.User("u1", GuidedCarParkInMemory.Plate),
            Phone = "",
            CreatedAt = _bench.Clock.GetUtcNow(),
            ArriveBy = default,
            LeaveBy = default,
        };
        await _bench.Handler.Lookup.NoteAsync(lost, Stop);

        Assert.Empty(await _bench.Handler.Lookup.FindAsync("u1", GuidedCarParkInMemory.Plate, Stop));
        Assert.NotEmpty(_bench.Table.Rows(lost.User));

        _bench.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(await _bench.Handler.Lookup.FindAsync("u1", GuidedCarParkInMemory.Plate, Stop));
        Assert.Empty(_bench.Table.Rows(lost.User));
    }

    [Fact]
    public async Task Of_a_crowd_that_wants_the_same_spaces_each_space_goes_to_exactly_one()
    {
        var (drivers, spaces) = (Scale.Of(1000), Scale.Of(100));
        using var bench = await GuidedCarParkInMemory.StartAsync(spaces);
        var site = bench.Site;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, drivers).Select(driver => Task.Run(
            () => bench.Handler.Reservations.BookAsync(site, new BookingOrder($"A-{1 + (driver % spaces)}", $"u{driver}", $"浙B{driver:D5}", GuidedCarParkInMemory.Phone), Stop), Stop)));

        Assert.Equal(spaces, outcomes.Where(outcome => outcome.Booking is not null).Select(outcome => outcome.Booking!.Space).Distinct().Count());
        Assert.Equal(spaces, outcomes.Count(outcome => outcome.Booking is not null));
        Assert.All(outcomes.Where(outcome => outcome.Booking is null), outcome => Assert.Equal(Refusals.SpaceIsBooked, outcome.Refusal));
        Assert.Null(GuidanceInvariants.Violation(bench.Table, site.Site));
        Assert.Empty(await bench.AvailableAsync());
    }

    private IEnumerable<string> AllTexts() => _bench.Table.Partitions
        .SelectMany(_bench.Table.Rows)
        .SelectMany(row => row.Columns.Values.OfType<string>().Append(row.Row).Append(row.Partition));
}
