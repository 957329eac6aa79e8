using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Guidance;

/// <summary>The eight interfaces of indoor guidance (§4.6.2 to §4.6.9, R84), each with its parameters checked.</summary>
internal sealed class GuidanceDesk(
    GuidanceStore store,
    GuidedCarParks carParks,
    Reservations reservations,
    UserBookings lookup,
    VehiclePlaces places,
    BookedSpaceNotices disturbances,
    GroundLocks locks,
    TimeProvider time)
{
    /// <summary>Answers a call.</summary>
    public Task<GuidanceAnswer> AnswerAsync(string interfaceName, GuidanceRequest request, CancellationToken cancellationToken) => interfaceName switch
    {
        "findParkSpaceIdByCarNum" => AtCarParkAsync(request, site => FindVehicleAsync(site, request, cancellationToken), cancellationToken),
        "indoorNavigation" => AtCarParkAsync(request, site => NavigateAsync(site, request, cancellationToken), cancellationToken),
        "bookAvailable" => AtCarParkAsync(request, site => ListAvailableAsync(site, cancellationToken), cancellationToken),
        "bookNew" => AtCarParkAsync(request, site => BookAsync(site, request, cancellationToken), cancellationToken),
        "carNumArriveParkSpaceId" => AtCarParkAsync(request, site => ArriveAsync(site, request, cancellationToken), cancellationToken),
        "bookCancel" => CancelAsync(request, cancellationToken),
        "bookRecord" => ListBookingsAsync(request, cancellationToken),
        "groundLockDown" => LowerLockAsync(request, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(interfaceName), interfaceName, "is no interface of indoor guidance"),
    };

    private async Task<GuidanceAnswer> AtCarParkAsync(
        GuidanceRequest request, Func<SiteEntry, Task<GuidanceAnswer>> answer, CancellationToken cancellationToken)
    {
        var (site, refusal) = await carParks.FindAsync(request, cancellationToken).ConfigureAwait(false);
        return site is null ? refusal! : await answer(site).ConfigureAwait(false);
    }

    private async Task<GuidanceAnswer> FindVehicleAsync(SiteEntry site, GuidanceRequest request, CancellationToken cancellationToken)
    {
        var vehicle = await store.Look(site.Site).PlateAsync(GuidanceRows.PlateHash(request.CarNum), cancellationToken).ConfigureAwait(false);
        return vehicle.Space.Length > 0 ? GuidanceAnswer.Of([("parkSpaceId", vehicle.Space)]) : GuidanceAnswer.NothingFound;
    }

    private async Task<GuidanceAnswer> NavigateAsync(SiteEntry site, GuidanceRequest request, CancellationToken cancellationToken) =>
        await store.Look(site.Site).SpaceAsync(request.ParkSpaceId, cancellationToken).ConfigureAwait(false) is { NavigationUrl.Length: > 0 } space
            ? GuidanceAnswer.Of([("navigationUrl", space.NavigationUrl)])
            : GuidanceAnswer.NothingFound;

    private async Task<GuidanceAnswer> ListAvailableAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var spaces = await store.AvailableAsync(site.Site, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return GuidanceAnswer.Of([.. spaces.Select(space => (IReadOnlyList<(string, object)>)
        [
            ("parkSpaceId", space.Id), ("parkSpaceSizeType", space.SizeType), ("parkFloorNum", space.Floor), ("parkAreaNum", space.Area),
        ])]);
    }

    private async Task<GuidanceAnswer> BookAsync(SiteEntry site, GuidanceRequest request, CancellationToken cancellationToken)
    {
        var order = new BookingOrder(request.ParkSpaceId, request.UserId, request.CarNum, request.Phone);
        var outcome = await reservations.BookAsync(site, order, cancellationToken).ConfigureAwait(false);
        return outcome.Booking is { } booking
            ? GuidanceAnswer.Of([.. Ids(booking), .. Times(booking)])
            : GuidanceAnswer.Of(outcome);
    }

    private async Task<GuidanceAnswer> CancelAsync(GuidanceRequest request, CancellationToken cancellationToken) =>
        BookRecordId.Parse(request.BookRecordId) is { } id
            ? GuidanceAnswer.Of(await reservations.CancelAsync(id, cancellationToken).ConfigureAwait(false))
            : GuidanceAnswer.NothingFound;

    private async Task<GuidanceAnswer> ListBookingsAsync(GuidanceRequest request, CancellationToken cancellationToken)
    {
        var (now, found) = (time.GetUtcNow(), new List<IReadOnlyList<(string, object)>>());
        foreach (var booking in await lookup.FindAsync(request.UserId, request.CarNum, cancellationToken).ConfigureAwait(false))
        {
            if (await carParks.FindAsync(booking.Id, cancellationToken).ConfigureAwait(false) is { } site)
            {
                found.Add(
                [
                    .. Ids(booking),
                    ("parkingCode", site.ParkingCode),
                    ("parkingName", site.ParkingName),
                    ("parkSpaceId", booking.Space),
                    .. Times(booking),
                    ("state", (long)BookingStates.Code(booking.StateAt(now))),
                ]);
            }
        }

        return GuidanceAnswer.Of([.. found]);
    }

    private async Task<GuidanceAnswer> LowerLockAsync(GuidanceRequest request, CancellationToken cancellationToken)
    {
        if (BookRecordId.Parse(request.BookRecordId) is not { } id
            || await carParks.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } site
            || await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } booking)
        {
            return GuidanceAnswer.NothingFound;
        }

        if (!booking.IsOpenAt(time.GetUtcNow()))
        {
            return GuidanceAnswer.Refused(Refusals.Of(booking.StateAt(time.GetUtcNow())));
        }

        if (await store.Look(id.Site).SpaceAsync(booking.Space, cancellationToken).ConfigureAwait(false) is not { LockImei.Length: > 0 } space)
        {
            return GuidanceAnswer.Refused(Refusals.NoLock);
        }

        if (request.Imei is { Length: > 0 } imei && imei != space.LockImei)
        {
            return GuidanceAnswer.Refused(Refusals.OtherLock);
        }

        return await locks.LowerAsync(site, booking, space.LockImei, cancellationToken).ConfigureAwait(false) switch
        {
            LockOutcome.Lowered => GuidanceAnswer.Success,
            LockOutcome.Failed => new GuidanceAnswer(500, "the car park could not lower the lock (地锁下降失败)"),
            _ => new GuidanceAnswer(500, "the car park has not confirmed that the lock is down (地锁下降未确认)"),
        };
    }

    private async Task<GuidanceAnswer> ArriveAsync(SiteEntry site, GuidanceRequest request, CancellationToken cancellationToken)
    {
        if (BookRecordId.Parse(request.BookRecordId) is not { } id)
        {
            return GuidanceAnswer.NothingFound;
        }

        if (id.Site != site.Site)
        {
            return GuidanceAnswer.Refused(Refusals.OtherCarPark);
        }

        var outcome = await places.ArrivedAsync(id, request.CarNum, request.ParkSpaceId, cancellationToken).ConfigureAwait(false);
        if (outcome.Refusal is not null)
        {
            await TellOfDisturbanceAsync(site, request, cancellationToken).ConfigureAwait(false);
        }

        return GuidanceAnswer.Of(outcome);
    }

    // Who arrives where he has not booked may stand where somebody else has.
    private async Task TellOfDisturbanceAsync(SiteEntry site, GuidanceRequest request, CancellationToken cancellationToken)
    {
        var unit = store.Look(site.Site);
        if (await unit.SpaceAsync(request.ParkSpaceId, cancellationToken).ConfigureAwait(false) is { Booking.Length: > 0 } space
            && await unit.BookingAsync(space.Booking, cancellationToken).ConfigureAwait(false) is { } booking
            && booking.IsOpenAt(time.GetUtcNow()) && booking.Plate != request.CarNum)
        {
            await disturbances.TellAsync(booking, request.CarNum, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<(string, object)> Ids(BookingRow booking) => [("recordId", booking.Id.ToString()), ("bookRecordId", booking.Id.ToString())];

    private static IEnumerable<(string, object)> Times(BookingRow booking) =>
        [("arriveTime", booking.ArriveBy.ToUnixTimeMilliseconds()), ("leaveTime", booking.LeaveBy.ToUnixTimeMilliseconds())];
}
