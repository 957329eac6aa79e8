namespace HzFunctions.Local.Wire;

/// <summary>What became of a received message: its text, or why it did not open.</summary>
internal sealed record OpenedMessage(string? Text, OpenFault? Fault)
{
    public static OpenedMessage Of(string text) => new(text, null);

    public static OpenedMessage Failed(OpenFault fault) => new(null, fault);
}
