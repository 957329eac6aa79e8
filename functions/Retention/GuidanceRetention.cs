using Azure.Data.Tables;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>
/// Removes old bookings that have ended, and vehicles of which there is neither a booking nor a place. They have no index by day: once a month all of them are looked at.
/// </summary>
internal sealed class GuidanceRetention(GuidanceStore store, GuidanceTraces traces, OldRows rows)
{
    /// <summary>Goes on with a car park.</summary>
    public async Task<int> RemoveAsync(SiteId site, DateOnly oldest, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var month = BusinessDays.Text(oldest)[..6];
        return await rows.RemoveAsync(
                store.Table,
                RowRange.StartingWith(site.Value, GuidanceRows.BookingPrefix),
                "bookings",
                month,
                row => RemoveBookingAsync(BookingRow.Read(site, row), before, cancellationToken),
                cancellationToken).ConfigureAwait(false)
            + await rows.RemoveAsync(
                store.Table,
                RowRange.StartingWith(site.Value, GuidanceRows.PlatePrefix),
                "vehicles",
                month,
                row => RemoveVehicleAsync(row, before, cancellationToken),
                cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> RemoveBookingAsync(BookingRow booking, DateTimeOffset before, CancellationToken cancellationToken) =>
        booking.EndedAt < before && await traces.RemoveAsync(booking, cancellationToken).ConfigureAwait(false);

    private async Task<bool> RemoveVehicleAsync(TableEntity row, DateTimeOffset before, CancellationToken cancellationToken) =>
        PlateRow.Read(row.RowKey[GuidanceRows.PlatePrefix.Length..], row) is { Booking: "", Space: "" } && row.Timestamp < before
        && await store.Table.RemoveAsync(row, [], cancellationToken).ConfigureAwait(false);
}
