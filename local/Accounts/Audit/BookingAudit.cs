using HzFunctions.Local.Accounts.Guidance;
using HzFunctions.Local.CarParkSimulator.Guidance;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>
/// Every booking that a driver was told is there, in the state that its driver was told last; a lock of which a driver was told that it is down was lowered by the car park; a car park
/// was told of every vehicle on a booked space; and no answer was what it must not be.
/// </summary>
internal static class BookingAudit
{
    private const int Normal = 1;
    private const int Cancelled = 2;
    private const int Expired = 3;

    public static IEnumerable<Imbalance> Find(IReadOnlyList<GuidanceLine> lines, IReadOnlyList<BookingReading> readings)
    {
        var states = readings.ToDictionary(reading => reading.BookRecordId, reading => reading.State);
        var ofBookings = lines.Where(line => line.BookRecordId is not null).ToLookup(line => line.BookRecordId!);
        return
        [
            .. lines.Where(line => line.Event == GuidanceEvent.Broken).Select(line => Of(line, line.Detail!)),
            .. ofBookings.Where(booking => Has(booking, GuidanceEvent.Booked)).Select(booking => Judge([.. booking], states.GetValueOrDefault(booking.Key))).OfType<Imbalance>(),
            .. Unmatched(ofBookings, GuidanceEvent.LockConfirmed, GuidanceEvent.LockLowered, "the driver was told that the lock is down, and the car park has not lowered it"),
            .. Unmatched(ofBookings, GuidanceEvent.Intruded, GuidanceEvent.Disturbed, "another vehicle stood on the booked space, and the car park was not told"),
        ];
    }

    private static Imbalance? Judge(IReadOnlyList<GuidanceLine> booking, int? state)
    {
        var told = Has(booking, GuidanceEvent.Cancelled) ? Cancelled
            : Has(booking, GuidanceEvent.Expired) ? Expired
            : Has(booking, GuidanceEvent.Arrived) ? Normal
            : state;
        return state is null ? Of(booking[0], "the driver was told of a booking that the gateway does not have")
            : state != told ? Of(booking[0], $"the driver was told state {told}, and the gateway says {state}")
            : null;
    }

    private static IEnumerable<Imbalance> Unmatched(
        ILookup<string, GuidanceLine> bookings, GuidanceEvent said, GuidanceEvent done, string detail) =>
        bookings.Where(booking => Has(booking, said) && !Has(booking, done)).Select(booking => Of(booking.First(), detail));

    private static bool Has(IEnumerable<GuidanceLine> booking, GuidanceEvent about) => booking.Any(line => line.Event == about);

    private static Imbalance Of(GuidanceLine line, string detail) =>
        new(ImbalanceKind.Booking, line.Site, Interface: null, line.BookRecordId, Receipt: null, detail);
}
