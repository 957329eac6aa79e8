using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// Where vehicles are, and what that means for bookings: an arrival fulfils, a departure ends. Of two words about a vehicle or a space the one that is newer by the car park's own
/// clock counts, in whatever order they come.
/// </summary>
internal sealed class VehiclePlaces(GuidanceStore store, TimeProvider time)
{
    /// <summary>A vehicle stands at a space; returns the booking of another vehicle that holds the space, or null.</summary>
    public Task<BookingRow?> StandsAtAsync(SiteId site, string plate, string parkSpaceId, DateTimeOffset at, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            site,
            async unit =>
            {
                var (_, vehicle) = await unit.ReadAsync(parkSpaceId, GuidanceRows.PlateHash(plate), cancellationToken).ConfigureAwait(false);
                return await PlaceAsync(unit, vehicle, parkSpaceId, NotAhead(at), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>A vehicle no longer stands anywhere, as far as the car park knows.</summary>
    public Task<bool> GoneAsync(SiteId site, string plate, DateTimeOffset at, CancellationToken cancellationToken) =>
        store.ChangeAsync(site, unit => TakeAwayAsync(unit, plate, NotAhead(at), static (booking, stood) => stood == booking.Space, cancellationToken), cancellationToken);

    /// <summary>A vehicle has come through the gate (uploadCarInData): its booking is fulfilled, and it is not yet at any space.</summary>
    public Task<bool> EnteredAsync(SiteId site, string plate, DateTimeOffset at, CancellationToken cancellationToken) => store.ChangeAsync(
        site,
        async unit =>
        {
            var vehicle = await unit.PlateAsync(GuidanceRows.PlateHash(plate), cancellationToken).ConfigureAwait(false);
            var arrivedAt = NotAhead(at);

            // What is only a little newer than the position is the arrival by which the vehicle came there: told late, or again.
            if (vehicle.Space.Length > 0 && vehicle.PositionAt + CarParkClock.Tolerance < arrivedAt)
            {
                await LeaveSpaceAsync(unit, vehicle, arrivedAt, cancellationToken).ConfigureAwait(false);
                unit.Put(vehicle with { Space = string.Empty, PositionAt = arrivedAt });
            }

            if (await unit.OpenAsync(vehicle.Booking, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } booking)
            {
                await FulfilAsync(unit, booking, arrivedAt, cancellationToken).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken);

    /// <summary>A vehicle has left through the gate (uploadCarOutData): its stay ends, and with it the booking that it has used.</summary>
    public Task<bool> LeftAsync(SiteId site, string plate, DateTimeOffset at, CancellationToken cancellationToken) =>
        store.ChangeAsync(site, unit => TakeAwayAsync(unit, plate, NotAhead(at), static (_, _) => true, cancellationToken), cancellationToken);

    /// <summary>The city brain says that a vehicle has arrived at the space that it has booked (carNumArriveParkSpaceId).</summary>
    public Task<BookingOutcome> ArrivedAsync(BookRecordId id, string plate, string parkSpaceId, CancellationToken cancellationToken) => store.ChangeAsync(
        id.Site,
        async unit =>
        {
            var now = time.GetUtcNow();
            if (await unit.BookingAsync(id.Number, cancellationToken).ConfigureAwait(false) is not { } booking)
            {
                return BookingOutcome.Nothing;
            }

            // Of one that has ended long ago the plate is not known any more.
            if (!booking.IsOpenAt(now))
            {
                return BookingOutcome.Refused(Refusals.Of(booking.StateAt(now)));
            }

            if (booking.Space != parkSpaceId || booking.Plate != plate)
            {
                return BookingOutcome.Refused(booking.Space != parkSpaceId ? Refusals.OtherSpace : Refusals.OtherPlate);
            }

            var (space, vehicle) = await unit.ReadAsync(parkSpaceId, GuidanceRows.PlateHash(plate), cancellationToken).ConfigureAwait(false);
            var earliest = now - CarParkClock.Tolerance;
            await FulfilAsync(unit, booking, earliest, cancellationToken).ConfigureAwait(false);
            await PlaceAsync(unit, vehicle, parkSpaceId, Newest(earliest, vehicle.PositionAt, space?.OccupiedAt), cancellationToken).ConfigureAwait(false);
            return BookingOutcome.Of((await unit.BookingAsync(id.Number, cancellationToken).ConfigureAwait(false))!);
        },
        cancellationToken);

    // By the car park's clock this may have been at any moment of the tolerance: newer than what is known, and not newer than what the car park says next.
    private static DateTimeOffset Newest(DateTimeOffset earliest, params DateTimeOffset?[] known) => known.Append(earliest).Max()!.Value;

    private async Task<BookingRow?> PlaceAsync(
        GuidanceUnit unit, PlateRow vehicle, string parkSpaceId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (vehicle.PositionAt > at)
        {
            return null;
        }

        if (vehicle.Space.Length > 0 && vehicle.Space != parkSpaceId)
        {
            await LeaveSpaceAsync(unit, vehicle, at, cancellationToken).ConfigureAwait(false);
            await EndUsedAsync(unit, vehicle, at, booking => vehicle.Space == booking.Space, cancellationToken).ConfigureAwait(false);
        }

        var space = await unit.SpaceAsync(parkSpaceId, cancellationToken).ConfigureAwait(false);
        var isThere = space is null || space.Occupant == vehicle.Hash || !(space.OccupiedAt > at);
        if (space is not null && isThere)
        {
            await SupplantAsync(unit, space, vehicle, at, cancellationToken).ConfigureAwait(false);
            unit.Put((await unit.SpaceAsync(parkSpaceId, cancellationToken).ConfigureAwait(false))! with { Occupant = vehicle.Hash, OccupiedAt = at });
        }

        var current = await unit.PlateAsync(vehicle.Hash, cancellationToken).ConfigureAwait(false);
        unit.Put(current with { Space = isThere ? parkSpaceId : string.Empty, PositionAt = at });
        return isThere && space is not null ? await MeetBookingAsync(unit, space, vehicle, at, cancellationToken).ConfigureAwait(false) : null;
    }

    // Where another vehicle was is now this one: the other has gone, whether or not anybody has told.
    private static async Task SupplantAsync(
        GuidanceUnit unit, SpaceRow space, PlateRow vehicle, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (space.Occupant.Length > 0 && space.Occupant != vehicle.Hash
            && await unit.PlateAsync(space.Occupant, cancellationToken).ConfigureAwait(false) is var other && other.Space == space.Id)
        {
            unit.Put(other with { Space = string.Empty, PositionAt = at });
        }
    }

    private async Task<BookingRow?> MeetBookingAsync(
        GuidanceUnit unit, SpaceRow space, PlateRow vehicle, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var held = await unit.OpenAsync(space.Booking, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (held is null || GuidanceRows.PlateHash(held.Plate) != vehicle.Hash)
        {
            return held;
        }

        await FulfilAsync(unit, held, at, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static async Task FulfilAsync(GuidanceUnit unit, BookingRow booking, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // An arrival from before the booking is another stay's, which comes late.
        if (booking.State != BookingState.Booked || at + CarParkClock.Tolerance < booking.CreatedAt)
        {
            return;
        }

        var arrived = booking with { State = BookingState.Arrived, ArrivedAt = at };
        unit.Put(arrived);
        if (await unit.SpaceAsync(booking.Space, cancellationToken).ConfigureAwait(false) is { } space && space.Booking == booking.Id.Number)
        {
            unit.Put(space with { HeldUntil = arrived.HeldUntil });
        }
    }

    private async Task<bool> TakeAwayAsync(
        GuidanceUnit unit, string plate, DateTimeOffset at, Func<BookingRow, string, bool> ends, CancellationToken cancellationToken)
    {
        var vehicle = await unit.PlateAsync(GuidanceRows.PlateHash(plate), cancellationToken).ConfigureAwait(false);
        if (vehicle.PositionAt > at)
        {
            return false;
        }

        await LeaveSpaceAsync(unit, vehicle, at, cancellationToken).ConfigureAwait(false);
        await EndUsedAsync(unit, vehicle, at, booking => ends(booking, vehicle.Space), cancellationToken).ConfigureAwait(false);
        var current = await unit.PlateAsync(vehicle.Hash, cancellationToken).ConfigureAwait(false);
        unit.Put(current with { Space = string.Empty, PositionAt = at });
        return true;
    }

    private static async Task LeaveSpaceAsync(GuidanceUnit unit, PlateRow vehicle, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (vehicle.Space.Length > 0
            && await unit.SpaceAsync(vehicle.Space, cancellationToken).ConfigureAwait(false) is { } space && space.Occupant == vehicle.Hash)
        {
            unit.Put(space with { Occupant = string.Empty, OccupiedAt = at });
        }
    }

    private async Task EndUsedAsync(
        GuidanceUnit unit, PlateRow vehicle, DateTimeOffset at, Func<BookingRow, bool> ends, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await unit.OpenAsync(vehicle.Booking, now, cancellationToken).ConfigureAwait(false) is { State: BookingState.Arrived } booking
            && booking.ArrivedAt <= at && ends(booking))
        {
            await unit.EndAsync(booking, BookingState.Left, now, cancellationToken).ConfigureAwait(false);
        }
    }

    private DateTimeOffset NotAhead(DateTimeOffset at) => CarParkClock.NotAhead(at, time.GetUtcNow());
}
