using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// Books and cancels. A booking is one transaction of the space, the booking and the vehicle: of any number that want a space exactly one gets it, and whoever dies
/// leaves all of it or nothing.
/// </summary>
internal sealed class Reservations(GuidanceStore store, UserBookings lookup, PhoneNumbers phones, TimeProvider time)
{
    /// <summary>Books a space. The same order again is answered with the same booking as long as it is open: its first answer may have been lost.</summary>
    public async Task<BookingOutcome> BookAsync(SiteEntry site, BookingOrder order, CancellationToken cancellationToken)
    {
        BookingRow? noted = null;
        var outcome = await store.ChangeAsync(
            site.Site,
            async unit =>
            {
                var (space, plate) = await unit.ReadAsync(order.ParkSpaceId, GuidanceRows.PlateHash(order.Plate), cancellationToken).ConfigureAwait(false);
                if (await ObjectionAsync(unit, space, plate, order, cancellationToken).ConfigureAwait(false) is { } objection)
                {
                    return objection;
                }

                noted ??= await NoteAsync(site, order, cancellationToken).ConfigureAwait(false);
                await HoldAsync(unit, noted, cancellationToken).ConfigureAwait(false);
                return BookingOutcome.Of(noted);
            },
            cancellationToken).ConfigureAwait(false);
        if (noted is not null && outcome.Booking?.Id != noted.Id)
        {
            await lookup.ForgetAsync(noted, cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Gives a booking up. One that is given up already stays so, and the answer is the same.</summary>
    public Task<BookingOutcome> CancelAsync(BookRecordId id, CancellationToken cancellationToken) => store.ChangeAsync(
        id.Site,
        async unit =>
        {
            var now = time.GetUtcNow();
            if (await unit.BookingAsync(id.Number, cancellationToken).ConfigureAwait(false) is not { } booking)
            {
                return BookingOutcome.Nothing;
            }

            switch (booking.StateAt(now))
            {
                case BookingState.Cancelled:
                    return BookingOutcome.Of(booking);

                case BookingState.Booked:
                    await unit.EndAsync(booking, BookingState.Cancelled, now, cancellationToken).ConfigureAwait(false);
                    return BookingOutcome.Of((await unit.BookingAsync(id.Number, cancellationToken).ConfigureAwait(false))!);

                case BookingState.Expired:
                    return BookingOutcome.Refused(Refusals.Expired);

                default:
                    return BookingOutcome.Refused(Refusals.Arrived);
            }
        },
        cancellationToken);

    // What speaks against the order, or the booking that answers it already; null where it can be had.
    private async Task<BookingOutcome?> ObjectionAsync(
        GuidanceUnit unit, SpaceRow? space, PlateRow plate, BookingOrder order, CancellationToken cancellationToken)
    {
        if (space is null)
        {
            return BookingOutcome.Nothing;
        }

        var now = time.GetUtcNow();
        if (await unit.OpenAsync(plate.Booking, now, cancellationToken).ConfigureAwait(false) is { } own)
        {
            return own.Space == space.Id && own.User == GuidanceRows.User(order.UserId, order.Plate)
                ? BookingOutcome.Of(own)
                : BookingOutcome.Refused(Refusals.PlateHasBooking);
        }

        // Without a look at the other's booking: while many want a space, this is what most of them are told.
        if (space.Booking.Length > 0 && space.HeldUntil > now)
        {
            return BookingOutcome.Refused(Refusals.SpaceIsBooked);
        }

        await unit.OpenAsync(space.Booking, now, cancellationToken).ConfigureAwait(false);
        return !space.Bookable ? BookingOutcome.Refused(Refusals.NotBookable)
            : space.Occupant.Length > 0 ? BookingOutcome.Refused(Refusals.Occupied)
            : null;
    }

    // In the lookup before it is there: what is answered can always be found.
    private async Task<BookingRow> NoteAsync(SiteEntry site, BookingOrder order, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = new BookingRow(BookRecordId.New(site.Site))
        {
            Space = order.ParkSpaceId,
            Plate = order.Plate,
            User = GuidanceRows.User(order.UserId, order.Plate),
            Phone = await phones.HashAsync(order.Phone, cancellationToken).ConfigureAwait(false),
            CreatedAt = now,
            ArriveBy = WholeMilliseconds(now + site.BookingTerms.ToArrive),
            LeaveBy = WholeMilliseconds(now + site.BookingTerms.ToArrive + site.BookingTerms.Stay),
        };
        await lookup.NoteAsync(booking, cancellationToken).ConfigureAwait(false);
        return booking;
    }

    private static async Task HoldAsync(GuidanceUnit unit, BookingRow booking, CancellationToken cancellationToken)
    {
        unit.Put(booking);
        var space = await unit.SpaceAsync(booking.Space, cancellationToken).ConfigureAwait(false);
        unit.Put(space! with { Booking = booking.Id.Number, HeldUntil = booking.HeldUntil });
        var plate = await unit.PlateAsync(GuidanceRows.PlateHash(booking.Plate), cancellationToken).ConfigureAwait(false);
        unit.Put(plate with { Booking = booking.Id.Number });
    }

    // What is answered in milliseconds is what is kept.
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
