namespace HzFunctions.Functions.Guidance;

/// <summary>How long a booking holds a space, as a car park sets it.</summary>
/// <param name="ToArrive">From the booking to the expected arrival.</param>
/// <param name="Stay">From then to the expected departure.</param>
internal readonly record struct BookingTerms(TimeSpan ToArrive, TimeSpan Stay)
{
    /// <summary>30 min and 4 h.</summary>
    public static readonly BookingTerms Usual = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(4));

    /// <summary>The longest that a car park may set, for each of the two.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>What is set, in seconds; what is not set is as usual.</summary>
    public static BookingTerms Of(int? toArriveSeconds, int? staySeconds) => new(
        toArriveSeconds is { } arrive ? TimeSpan.FromSeconds(arrive) : Usual.ToArrive,
        staySeconds is { } stay ? TimeSpan.FromSeconds(stay) : Usual.Stay);
}
