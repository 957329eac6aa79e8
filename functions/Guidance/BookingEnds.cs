namespace HzFunctions.Functions.Guidance;

/// <summary>How bookings end: the space and the vehicle are free of it in the same change.</summary>
internal static class BookingEnds
{
    /// <summary>Ends an open booking.</summary>
    /// <param name="unit">The change.</param>
    /// <param name="booking">The booking.</param>
    /// <param name="state">What has become of it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task EndAsync(
        this GuidanceUnit unit, BookingRow booking, BookingState state, DateTimeOffset at, CancellationToken cancellationToken)
    {
        unit.Put(booking with { State = state, EndedAt = at });
        if (await unit.SpaceAsync(booking.Space, cancellationToken).ConfigureAwait(false) is { } space && space.Booking == booking.Id.Number)
        {
            unit.Put(space with { Booking = string.Empty });
        }

        var plate = await unit.PlateAsync(GuidanceRows.PlateHash(booking.Plate), cancellationToken).ConfigureAwait(false);
        if (plate.Booking == booking.Id.Number)
        {
            unit.Put(plate with { Booking = string.Empty });
        }
    }

    /// <summary>Reads an open booking, or null: one whose time is over is ended with this change, as of the moment when it was.</summary>
    public static async Task<BookingRow?> OpenAsync(this GuidanceUnit unit, string number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (number.Length == 0 || await unit.BookingAsync(number, cancellationToken).ConfigureAwait(false) is not { } booking || !booking.IsOpen)
        {
            return null;
        }

        if (booking.IsOpenAt(now))
        {
            return booking;
        }

        await unit.EndAsync(booking, booking.StateAt(now), booking.HeldUntil, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
