namespace HzFunctions.Functions.Journal;

/// <summary>
/// Where an accepted record stands. <c>suspended</c>, the sixth state that receipts show, is not stored: a pending record of a
/// suspended access is suspended.
/// </summary>
internal enum JournalState
{
    /// <summary>Waits in the outbox.</summary>
    Pending,

    /// <summary>The city brain has accepted it.</summary>
    Forwarded,

    /// <summary>A dead letter: the city brain refused it, or could not be reached for too long.</summary>
    Refused,

    /// <summary>A newer state of the same thing made it needless (uploadParkingState).</summary>
    Superseded,

    /// <summary>Given up by operations, with a reason and an actor.</summary>
    Discarded,
}
