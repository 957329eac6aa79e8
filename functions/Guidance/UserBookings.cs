using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// The bookings of a user for a vehicle, at whatever car park: bookRecord names no other thing. The lookup's row is written before its booking, in a partition of its
/// own, so that every booking is in the lookup; a row whose booking never came about leads nowhere, and is removed by whoever finds it so.
/// </summary>
internal sealed class UserBookings(GuidanceStore store, TimeProvider time)
{
    private const int MostBookings = 20;
    private const string Site = "Site";

    // A booking whose row is older than this and that is not there will not come any more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Writes a booking into the lookup.</summary>
    public Task NoteAsync(BookingRow booking, CancellationToken cancellationToken) =>
        store.Table.WriteAsync([new(TableTransactionActionType.UpsertReplace, RowOf(booking))], cancellationToken);

    /// <summary>Takes a booking that did not come about out of the lookup.</summary>
    public Task ForgetAsync(BookingRow booking, CancellationToken cancellationToken) => RemoveAsync(RowOf(booking), cancellationToken);

    /// <summary>The newest bookings of a user for a vehicle.</summary>
    public async Task<IReadOnlyList<BookingRow>> FindAsync(string userId, string plate, CancellationToken cancellationToken)
    {
        var range = RowRange.All(GuidanceRows.User(userId, plate));
        var rows = await store.Table.ReadAsync(range, MostBookings, columns: null, cancellationToken).ConfigureAwait(false);
        var found = await Task.WhenAll(rows.Select(row => FindAsync(row, cancellationToken))).ConfigureAwait(false);
        return [.. found.OfType<BookingRow>()];
    }

    private async Task<BookingRow?> FindAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var number = row.RowKey[(row.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..];
        var booking = SiteId.Parse(row.GetString(Site)) is { } site
            ? await store.FindAsync(new BookRecordId(site, number), cancellationToken).ConfigureAwait(false)
            : null;
        if (booking is null && time.GetUtcNow() - row.GetDateTimeOffset(nameof(BookingRow.CreatedAt)) > Patience)
        {
            await RemoveAsync(row, cancellationToken).ConfigureAwait(false);
        }

        return booking;
    }

    private Task<WriteResult> RemoveAsync(TableEntity row, CancellationToken cancellationToken) => store.Table.WriteAsync(
        [new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey) { ETag = ETag.All }, ETag.All)], cancellationToken);

    private static TableEntity RowOf(BookingRow booking) => new(booking.User, GuidanceRows.UserBooking(booking.CreatedAt, booking.Id))
    {
        [Site] = booking.Id.Site.Value,
        [nameof(BookingRow.CreatedAt)] = booking.CreatedAt,
    };
}
