using System.Text;
using HzFunctions.Functions.Guidance;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>Where vehicles are, and what that means for bookings.</summary>
public sealed class VehiclePlacesTests : IAsyncLifetime
{
    private GuidedCarParkInMemory _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await GuidedCarParkInMemory.StartAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_arrival_of_the_booked_vehicle_fulfils_the_booking_and_its_departure_ends_it()
    {
        var booking = await _bench.BookedAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(20));
        await _bench.EnterAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(BookingState.Arrived, await _bench.StateAsync(booking));
        Assert.DoesNotContain("A-1", await _bench.AvailableAsync());
        Assert.Equal(Refusals.Arrived, (await _bench.CancelAsync(booking)).Refusal);

        await _bench.LeaveAsync();
        Assert.Equal(BookingState.Left, await _bench.StateAsync(booking));
        Assert.Contains("A-1", await _bench.AvailableAsync());
    }

    [Fact]
    public async Task An_arrival_of_another_vehicle_or_from_before_the_booking_fulfils_nothing()
    {
        var booking = await _bench.BookedAsync();

        await _bench.EnterAsync(GuidedCarParkInMemory.OtherPlate);
        await _bench.EnterAsync(at: _bench.Clock.GetUtcNow().AddHours(-1));

        Assert.Equal(BookingState.Booked, await _bench.StateAsync(booking));
    }

    [Fact]
    public async Task An_arrival_after_the_time_fulfils_nothing()
    {
        var booking = await _bench.BookedAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(30));

        await _bench.EnterAsync();

        Assert.Equal(BookingState.Expired, await _bench.StateAsync(booking));
    }

    [Fact]
    public async Task The_city_brains_word_that_the_vehicle_is_at_its_space_fulfils_and_is_found_again()
    {
        var booking = await _bench.BookedAsync();

        Assert.Equal(BookingState.Arrived, (await _bench.ArriveAtSpaceAsync(booking)).Booking!.State);
        Assert.Equal(BookingState.Arrived, (await _bench.ArriveAtSpaceAsync(booking)).Booking!.State);

        Assert.Equal("A-1", await _bench.WhereIsAsync(GuidedCarParkInMemory.Plate));
        Assert.Equal(Refusals.OtherSpace, (await _bench.ArriveAtSpaceAsync(booking, space: "A-2")).Refusal);
        Assert.Equal(Refusals.OtherPlate, (await _bench.ArriveAtSpaceAsync(booking, plate: GuidedCarParkInMemory.OtherPlate)).Refusal);
    }

    [Fact]
    public async Task A_vehicle_at_its_booked_space_has_arrived_and_when_it_leaves_the_space_the_booking_ends()
    {
        var booking = await _bench.BookedAsync();
        await _bench.PositionAsync(GuidedCarParkInMemory.Plate, "A-1");
        Assert.Equal(BookingState.Arrived, await _bench.StateAsync(booking));

        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.PositionAsync(GuidedCarParkInMemory.Plate, string.Empty);

        Assert.Equal(BookingState.Left, await _bench.StateAsync(booking));
        Assert.Equal(["A-1", "A-2", "A-3"], await _bench.AvailableAsync());
    }

    [Fact]
    public async Task A_space_where_a_vehicle_stands_cannot_be_booked()
    {
        await _bench.PositionAsync(GuidedCarParkInMemory.OtherPlate, "A-1");

        Assert.Equal(Refusals.Occupied, (await _bench.BookAsync()).Refusal);
        Assert.Equal(["A-2", "A-3"], await _bench.AvailableAsync());

        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.LeaveAsync(GuidedCarParkInMemory.OtherPlate);
        Assert.Null((await _bench.BookAsync()).Refusal);
    }

    [Fact]
    public async Task Another_vehicle_on_a_booked_space_is_reported_to_the_car_park_once()
    {
        var booking = await _bench.BookedAsync();

        await _bench.PositionAsync(GuidedCarParkInMemory.OtherPlate, "A-1");
        await _bench.PositionAsync(GuidedCarParkInMemory.OtherPlate, "A-1");

        var (topic, data) = Assert.Single(await _bench.ToldAsync());
        Assert.Equal("bookedSpaceOccupied", topic);
        Assert.Equal((booking.Id.ToString(), "A-1", GuidedCarParkInMemory.OtherPlate), ((string)data["bookRecordId"]!, (string)data["parkSpaceId"]!, (string)data["carNum"]!));
        Assert.Equal(BookingState.Booked, await _bench.StateAsync(booking));

        await _bench.PositionAsync("浙A01C03", "A-1", _bench.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal(2, (await _bench.ToldAsync()).Count);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_vehicle_on_a_space_whose_booking_has_expired()
    {
        await _bench.BookedAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(30));

        await _bench.PositionAsync(GuidedCarParkInMemory.OtherPlate, "A-1");

        Assert.Empty(await _bench.ToldAsync());
    }

    // Every order of these words must leave the same: the newest of each vehicle and of each space counts.
    [Fact]
    public async Task Of_words_about_a_vehicle_or_a_space_the_newest_counts_in_whatever_order_they_come()
    {
        (string Plate, string Space, int Second)[] words =
            [(GuidedCarParkInMemory.Plate, "A-1", 1), (GuidedCarParkInMemory.Plate, "A-2", 2), (GuidedCarParkInMemory.OtherPlate, "A-1", 3), (GuidedCarParkInMemory.OtherPlate, "", 4), ("浙A01C03", "A-2", 5)];
        foreach (var order in Orders(words))
        {
            using var bench = await GuidedCarParkInMemory.StartAsync();
            var start = bench.Clock.GetUtcNow().AddMinutes(-1);
            foreach (var (plate, space, second) in order)
            {
                await bench.PositionAsync(plate, space, start.AddSeconds(second));
            }

            var told = string.Join(", ", order.Select(word => word.Second));
            Assert.True(("", "", "A-2") == (await bench.WhereIsAsync(GuidedCarParkInMemory.Plate), await bench.WhereIsAsync(GuidedCarParkInMemory.OtherPlate), await bench.WhereIsAsync("浙A01C03")), told);
            Assert.Equal(["A-1", "A-3"], await bench.AvailableAsync());
        }
    }

    [Fact]
    public async Task A_word_from_the_future_does_not_stay_the_newest_for_ever()
    {
        await _bench.PositionAsync(GuidedCarParkInMemory.Plate, "A-1", _bench.Clock.GetUtcNow().AddYears(1));
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await _bench.PositionAsync(GuidedCarParkInMemory.Plate, "A-2");

        Assert.Equal("A-2", await _bench.WhereIsAsync(GuidedCarParkInMemory.Plate));
    }

    [Fact]
    public async Task What_a_car_park_says_of_its_spaces_changes_no_booking_and_what_is_older_changes_nothing()
    {
        var booking = await _bench.BookedAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, await _bench.FeedAsync([GuidedCarParkInMemory.Space("A-1"), GuidedCarParkInMemory.Space("A-2", bookable: false)]));
        Assert.Equal(1, await _bench.FeedAsync([GuidedCarParkInMemory.Space("A-2")], _bench.Clock.GetUtcNow().AddSeconds(-30)));

        Assert.Equal(BookingState.Booked, await _bench.StateAsync(booking));
        Assert.Equal(Refusals.SpaceIsBooked, (await _bench.BookAsync("A-1", GuidedCarParkInMemory.OtherPlate)).Refusal);
        Assert.Equal(["A-3"], await _bench.AvailableAsync());
    }

    [Fact]
    public async Task Where_the_city_brain_says_that_a_vehicle_is_the_next_word_of_a_car_park_whose_clock_is_slow_counts()
    {
        var booking = await _bench.BookedAsync();
        await _bench.PositionAsync(GuidedCarParkInMemory.OtherPlate, "A-1", _bench.Clock.GetUtcNow().AddMinutes(-4));
        await _bench.ArriveAtSpaceAsync(booking);
        Assert.Equal("A-1", await _bench.WhereIsAsync(GuidedCarParkInMemory.Plate));
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));

        await _bench.LeaveAsync(at: _bench.Clock.GetUtcNow().AddMinutes(-4));

        Assert.Equal((BookingState.Left, string.Empty), (await _bench.StateAsync(booking), await _bench.WhereIsAsync(GuidedCarParkInMemory.Plate)));
        Assert.Contains("A-1", await _bench.AvailableAsync());
    }

    [Fact]
    public async Task The_arrival_at_the_gate_that_is_told_after_the_arrival_at_the_space_or_again_moves_nobody()
    {
        var booking = await _bench.BookedAsync();
        var atTheGate = _bench.Clock.GetUtcNow();
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        await _bench.ArriveAtSpaceAsync(booking);

        await _bench.EnterAsync(at: atTheGate);
        await _bench.EnterAsync(at: atTheGate);
        Assert.Equal("A-1", await _bench.WhereIsAsync(GuidedCarParkInMemory.Plate));

        _bench.Clock.Advance(TimeSpan.FromHours(1));
        await _bench.EnterAsync();
        Assert.Empty(await _bench.WhereIsAsync(GuidedCarParkInMemory.Plate));
    }

    [Fact]
    public async Task A_position_that_comes_after_the_departure_and_is_older_does_not_bring_the_vehicle_back()
    {
        await _bench.LeaveAsync(GuidedCarParkInMemory.OtherPlate);

        await _bench.PositionAsync(GuidedCarParkInMemory.OtherPlate, "A-1", _bench.Clock.GetUtcNow().AddSeconds(-1));

        Assert.Empty(await _bench.WhereIsAsync(GuidedCarParkInMemory.OtherPlate));
        Assert.Contains("A-1", await _bench.AvailableAsync());
    }

    [Fact]
    public void Of_five_thousand_empty_spaces_each_error_is_named_once()
    {
        var empty = string.Join(',', Enumerable.Repeat("{}", SpaceFeed.MostAtOnce));

        var errors = _bench.Handler.Spaces.Read(Encoding.UTF8.GetBytes($$"""{"uploadTime":"yesterday","spaces":[{{empty}}]}""")).Errors;

        Assert.Equal(1 + (4 * SpaceFeed.MostAtOnce), errors.DistinctBy(error => error.Field).Count());
        Assert.Equal(1 + (4 * SpaceFeed.MostAtOnce), errors.Count);
    }

    [Fact]
    public async Task Five_thousand_spaces_are_told_at_once()
    {
        Assert.Equal(0, await _bench.FeedAsync(Enumerable.Range(1, 5000).Select(number => GuidedCarParkInMemory.Space($"A-{number}"))));
        Assert.Equal(5000, (await _bench.AvailableAsync()).Count);
    }

    [Fact]
    public async Task A_space_that_is_booked_cannot_be_removed()
    {
        var booking = await _bench.BookedAsync();
        var stop = TestContext.Current.CancellationToken;

        Assert.False(await _bench.Handler.Spaces.RemoveAsync(_bench.Site.Site, "A-1", stop));
        await _bench.CancelAsync(booking);
        Assert.True(await _bench.Handler.Spaces.RemoveAsync(_bench.Site.Site, "A-1", stop));
        Assert.True(await _bench.Handler.Spaces.RemoveAsync(_bench.Site.Site, "A-1", stop));

        Assert.Equal(["A-2", "A-3"], await _bench.AvailableAsync());
        Assert.Null(GuidanceInvariants.Violation(_bench.Table, _bench.Site.Site));
    }

    private static IEnumerable<T[]> Orders<T>(T[] all) => all.Length == 0
        ? [[]]
        : all.SelectMany((first, index) => Orders([.. all[..index], .. all[(index + 1)..]]).Select(rest => (T[])[first, .. rest]));
}
