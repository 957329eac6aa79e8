namespace HzFunctions.Functions.Journal;

/// <summary>The states as they are stored and shown.</summary>
internal static class JournalStates
{
    /// <summary>What a receipt says of a pending record whose access is suspended.</summary>
    public const string Suspended = "suspended";

    public static string Text(JournalState state) => state switch
    {
        JournalState.Pending => "pending",
        JournalState.Forwarded => "forwarded",
        JournalState.Refused => "refused",
        JournalState.Superseded => "superseded",
        JournalState.Discarded => "discarded",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static JournalState Parse(string text) => text switch
    {
        "pending" => JournalState.Pending,
        "forwarded" => JournalState.Forwarded,
        "refused" => JournalState.Refused,
        "superseded" => JournalState.Superseded,
        "discarded" => JournalState.Discarded,
        _ => throw new FormatException("A journal row holds a state that this version does not know."),
    };
}
