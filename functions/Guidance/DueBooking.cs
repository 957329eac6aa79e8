using Azure.Data.Tables;

namespace HzFunctions.Functions.Guidance;

/// <summary>Something that is due of a booking.</summary>
/// <param name="Number">The booking.</param>
/// <param name="HeldSpace">The space that it holds until then; empty where it has ended and only the removal of who has booked is due.</param>
internal readonly record struct DueBooking(string Number, string HeldSpace)
{
    public static DueBooking Read(TableEntity row) => new(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..], row.GetString(nameof(HeldSpace)));

    public static TableEntity ToRow(BookingRow booking, DateTimeOffset due) => new(booking.Id.Site.Value, GuidanceRows.Due(due, booking.Id.Number))
    {
        [nameof(HeldSpace)] = booking.IsOpen ? booking.Space : string.Empty,
    };
}
