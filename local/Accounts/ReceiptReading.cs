namespace HzFunctions.Local.Accounts;

/// <summary>What the gateway says about one receipt: a state, or what was found instead of one.</summary>
internal sealed record ReceiptReading(EventState? State, string Found)
{
    public static ReceiptReading Of(string state) =>
        Enum.TryParse<EventState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? new ReceiptReading(known, state)
            : new ReceiptReading(null, $"the state \"{state}\"");

    public static ReceiptReading Missing(string found) => new(null, found);
}
