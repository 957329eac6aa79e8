namespace HzFunctions.Functions.Journal;

/// <summary>What accepting an event came to.</summary>
internal enum AcceptanceKind
{
    /// <summary>A record not seen before.</summary>
    New,

    /// <summary>The same content again; nothing changed.</summary>
    Repeat,

    /// <summary>The same content again, long after it had left the outbox: it goes up once more (R69).</summary>
    Resend,

    /// <summary>Other content under the same key: a new revision.</summary>
    Revision,

    /// <summary>Other content, but older than what is known; nothing changed.</summary>
    Older,
}

/// <summary>The answer to an accepted event.</summary>
/// <param name="Kind">What it came to.</param>
/// <param name="State">Where the record stands now.</param>
internal readonly record struct Acceptance(AcceptanceKind Kind, JournalState State)
{
    /// <summary>True when the record waits in the outbox, so that the site's bell must ring.</summary>
    public bool Waits => State == JournalState.Pending;
}
