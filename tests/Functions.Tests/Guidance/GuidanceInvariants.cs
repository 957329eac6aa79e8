using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>What holds of a car park's rows at every moment.</summary>
internal static class GuidanceInvariants
{
    /// <summary>What does not hold, or null.</summary>
    public static string? Violation(InMemoryTable table, SiteId site)
    {
        var rows = table.Rows(site.Value);
        var spaces = Of(rows, "S|", row => SpaceRow.Read(row.ToEntity(null)));
        var bookings = Of(rows, "B|", row => BookingRow.Read(site, row.ToEntity(null)));
        var plates = Of(rows, "P|", row => PlateRow.Read(row.Row[2..], row.ToEntity(null)));
        var open = bookings.Where(booking => booking.IsOpen).ToList();
        return First(
            (Same(rows, "A|", spaces.Where(space => space.IsListed).Select(space => GuidanceRows.Available(space.Id))), "the list of spaces that can be booked lies"),
            (Same(rows, "A!", bookings.Where(booking => booking.Due is not null).Select(booking => GuidanceRows.Due(booking.Due!.Value, booking.Id.Number))), "what is due lies"),
            (open.All(booking => spaces.Any(space => space.Id == booking.Space && space.Booking == booking.Id.Number && space.HeldUntil == booking.HeldUntil)), "an open booking holds no space"),
            (open.All(booking => plates.Any(plate => plate.Booking == booking.Id.Number && plate.Hash == GuidanceRows.PlateHash(booking.Plate))), "an open booking has no vehicle"),
            (spaces.Count(space => space.Booking.Length > 0) == open.Count, "a space is held by no open booking"),
            (plates.Count(plate => plate.Booking.Length > 0) == open.Count, "a vehicle has a booking that is not open"),
            (open.Select(booking => booking.Space).Distinct().Count() == open.Count, "a space is held twice"),
            (bookings.All(booking => booking.IsOpen == (booking.EndedAt is null)), "a booking that has ended says no time, or an open one does"),
            (spaces.Where(space => space.Occupant.Length > 0).All(space => plates.Any(plate => plate.Hash == space.Occupant && plate.Space == space.Id)), "a vehicle stands at a space and does not know it"));
    }

    private static List<T> Of<T>(IReadOnlyList<StoredRow> rows, string prefix, Func<StoredRow, T> read) =>
        [.. rows.Where(row => row.Row.StartsWith(prefix, StringComparison.Ordinal)).Select(read)];

    private static bool Same(IReadOnlyList<StoredRow> rows, string prefix, IEnumerable<string> wanted) =>
        rows.Select(row => row.Row).Where(row => row.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet().SetEquals(wanted);

    private static string? First(params (bool Holds, string Otherwise)[] laws) => laws.FirstOrDefault(law => !law.Holds).Otherwise;
}
