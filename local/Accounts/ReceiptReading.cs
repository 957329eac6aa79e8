namespace HzFunctions.Local.Accounts;

/// <summary>What the gateway says about one receipt: a state, or what was found instead of one.</summary>
internal sealed record ReceiptReading(EventState? State, string Found)
{
    public static ReceiptReading Of(string state) => new(Find(state), $"the state \"{state}\"");

    public static ReceiptReading Missing(string found) => new(null, found);

    private static EventState? Find(string state)
    {
        foreach (var known in Enum.GetValues<EventState>())
        {
            if (string.Equals($"{known}", state, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }
}
