namespace HzFunctions.Functions.Guidance;

/// <summary>Which times of a car park's clock count.</summary>
internal static class CarParkClock
{
    /// <summary>How far a car park's clock and ours may be apart.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // The table service keeps none before 1601.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>False for a time that lies before all car parks.</summary>
    public static bool IsPossible(DateTimeOffset at) => at >= Earliest;

    /// <summary>A clock that is far ahead must not make its word the newest for ever: what it says counts as of now.</summary>
    public static DateTimeOffset NotAhead(DateTimeOffset at, DateTimeOffset now) => at > now + Tolerance ? now : at;
}
