using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Guidance;

/// <summary>What indoor guidance has of a vehicle, and how it goes.</summary>
internal sealed class GuidanceTraces(GuidanceStore store, UserBookings lookup)
{
    /// <summary>The bookings of a vehicle at a car park, of those that have not lost their plate yet. Reads all bookings: they have no index by plate.</summary>
    public async Task<IReadOnlyList<BookingRow>> BookingsAsync(SiteId site, string plateHash, CancellationToken cancellationToken)
    {
        var found = new List<BookingRow>();
        var range = RowRange.StartingWith(site.Value, GuidanceRows.BookingPrefix);
        await foreach (var row in store.Table.ReadAllAsync(range, columns: null, cancellationToken).ConfigureAwait(false))
        {
            if (BookingRow.Read(site, row) is { Plate.Length: > 0 } booking && GuidanceRows.PlateHash(booking.Plate) == plateHash)
            {
                found.Add(booking);
            }
        }

        return found;
    }

    /// <summary>True when it is kept where a vehicle is, and no open booking needs that.</summary>
    public async Task<bool> HasPlaceAsync(SiteId site, string plateHash, CancellationToken cancellationToken) =>
        await store.Look(site).PlateAsync(plateHash, cancellationToken).ConfigureAwait(false) is { IsKept: true, Booking: "" };

    /// <summary>
    /// Removes a booking that has ended, the row of the lookup first: whoever dies between them leaves the booking, by which the rest is found. False: it is open.
    /// </summary>
    public async Task<bool> RemoveAsync(BookingRow ended, CancellationToken cancellationToken)
    {
        if (ended.IsOpen)
        {
            return false;
        }

        await lookup.ForgetAsync(ended, cancellationToken).ConfigureAwait(false);
        return await store.ChangeAsync(
            ended.Id.Site,
            async unit =>
            {
                if (await unit.BookingAsync(ended.Id.Number, cancellationToken).ConfigureAwait(false) is not null)
                {
                    unit.RemoveBooking(ended.Id.Number);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes what is kept of where a vehicle is; the space where it was said to stand is free of it. False: it has an open booking.</summary>
    public Task<bool> RemovePlaceAsync(SiteId site, string plateHash, CancellationToken cancellationToken) => store.ChangeAsync(
        site,
        async unit =>
        {
            var vehicle = await unit.PlateAsync(plateHash, cancellationToken).ConfigureAwait(false);
            if (vehicle.Booking.Length > 0)
            {
                return false;
            }

            if (vehicle.Space.Length > 0
                && await unit.SpaceAsync(vehicle.Space, cancellationToken).ConfigureAwait(false) is { } space && space.Occupant == plateHash)
            {
                unit.Put(space with { Occupant = string.Empty });
            }

            if (vehicle.IsKept)
            {
                unit.RemovePlate(plateHash);
            }

            return true;
        },
        cancellationToken);
}
