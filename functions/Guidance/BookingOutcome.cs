namespace HzFunctions.Functions.Guidance;

/// <summary>What an order about a booking came to: the booking, or why not.</summary>
/// <param name="Booking">The booking as it is then; null where it is refused or there is none.</param>
/// <param name="Refusal">Why it is refused, or null.</param>
internal readonly record struct BookingOutcome(BookingRow? Booking, string? Refusal)
{
    /// <summary>There is no such space or booking.</summary>
    public static readonly BookingOutcome Nothing = new(null, null);

    public static BookingOutcome Of(BookingRow booking) => new(booking, null);

    public static BookingOutcome Refused(string why) => new(null, why);
}
