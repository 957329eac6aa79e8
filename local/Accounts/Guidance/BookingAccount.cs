using HzFunctions.Local.CarParkSimulator.Guidance;

namespace HzFunctions.Local.Accounts.Guidance;

/// <summary>The account of what drivers were told.</summary>
/// <param name="Booked">Bookings that were told.</param>
/// <param name="Cancelled">Those of them that were cancelled.</param>
/// <param name="Arrived">Those whose vehicle has arrived.</param>
/// <param name="Expired">Those whose vehicle did not come.</param>
/// <param name="LocksDown">Locks that drivers were told are down.</param>
/// <param name="Disturbed">Bookings on whose space another vehicle stood, as the car park was told.</param>
internal sealed record BookingAccount(int Booked, int Cancelled, int Arrived, int Expired, int LocksDown, int Disturbed)
{
    public static BookingAccount Of(IReadOnlyList<GuidanceLine> lines)
    {
        int Count(GuidanceEvent about) => lines.Where(line => line.Event == about).DistinctBy(line => line.BookRecordId).Count();
        return new BookingAccount(
            Count(GuidanceEvent.Booked),
            Count(GuidanceEvent.Cancelled),
            Count(GuidanceEvent.Arrived),
            Count(GuidanceEvent.Expired),
            Count(GuidanceEvent.LockConfirmed),
            Count(GuidanceEvent.Disturbed));
    }
}
