using System.Diagnostics.CodeAnalysis;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>What came of opening a message: its text, or why there is none.</summary>
public readonly record struct OpenResult
{
    private OpenResult(string? text, OpenFailure? failure) => (Text, Failure) = (text, failure);

    /// <summary>The plaintext, when the message opened.</summary>
    public string? Text { get; }

    /// <summary>The reason, when it did not.</summary>
    public OpenFailure? Failure { get; }

    /// <summary>Whether the sign was right and every block opened.</summary>
    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsOpen => Text is not null;

    /// <summary>Never shows the text: it may name a vehicle.</summary>
    public override string ToString() => Failure?.ToString() ?? "Open";

    internal static OpenResult Opened(string text) => new(text, null);

    internal static OpenResult Failed(OpenFailure failure) => new(null, failure);
}
