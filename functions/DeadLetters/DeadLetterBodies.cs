using System.Text.Json;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.DeadLetters;

/// <summary>Which dead letters an operation is for: one by its receipt, or all of a site that fit the filter.</summary>
internal abstract record DeadLetterSelection
{
    /// <summary>The site, as <c>GET /ops/sites</c> shows it.</summary>
    public required string Site { get; init; }

    /// <summary>One dead letter.</summary>
    public string? Receipt { get; init; }

    /// <summary>Only those of this interface.</summary>
    public string? Interface { get; init; }

    /// <summary>Only those that were refused with this code.</summary>
    public string? ResultCode { get; init; }

    /// <summary>Only those whose refusal contains this text.</summary>
    public string? Words { get; init; }

    /// <summary>Who asks for it.</summary>
    public required string Actor { get; init; }

    /// <summary>True when a dead letter is meant.</summary>
    public bool Fits(JournalRow letter) =>
        (Interface is null || letter.Kind == Interface)
        && (ResultCode is null || letter.ResultCode == ResultCode)
        && (Words is null || letter.Words?.Contains(Words, StringComparison.Ordinal) == true);
}

/// <summary>Sends dead letters again: <c>POST /ops/dead-letters/replay</c>.</summary>
internal sealed record ReplayDeadLetters : DeadLetterSelection;

/// <summary>Gives dead letters up: <c>POST /ops/dead-letters/discard</c>.</summary>
internal sealed record DiscardDeadLetters : DeadLetterSelection
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>Dead letters of a site.</summary>
/// <param name="DeadLetters">One page.</param>
/// <param name="Next">What to give as <c>after</c> for the next page, or null.</param>
internal sealed record DeadLetterList(IReadOnlyList<DeadLetterBody> DeadLetters, string? Next);

/// <summary>One dead letter, without what it says of a vehicle.</summary>
internal sealed record DeadLetterBody(
    string Site, string Receipt, string Interface, int Revision, DateTimeOffset AcceptedAt, DateTimeOffset? RefusedAt, int Attempts, string? ResultCode, string? Msg)
{
    public static DeadLetterBody Of(JournalRow letter) => new(
        letter.Site,
        ReceiptId.Of(letter.Kind, letter.Key),
        letter.Kind,
        letter.Revision,
        letter.AcceptedAt,
        letter.DecidedAt,
        letter.Attempts,
        letter.ResultCode,
        letter.Words);
}

/// <summary>One dead letter with its content, in which plates, phones and whatever the standard does not name are masked.</summary>
internal sealed record DeadLetterDetail(DeadLetterBody DeadLetter, JsonElement Data);

/// <summary>How many were changed.</summary>
internal sealed record Changed(int Count);

/// <summary>What is in quarantine, the first 500.</summary>
internal sealed record QuarantineList(IReadOnlyList<KeptMessage> Messages);

/// <summary>One message in quarantine, in which everything is masked that the standard does not name or that could name a person.</summary>
internal sealed record QuarantineDetail(string Name, string Queue, string Reason, DateTimeOffset At, JsonElement Message);

/// <summary>Gives a message up: <c>POST /ops/dead-letters/quarantine/discard</c>.</summary>
internal sealed record DiscardQuarantined
{
    public required string Name { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who asks for it.</summary>
    public required string Actor { get; init; }
}

/// <summary>Puts a message back: <c>POST /ops/dead-letters/quarantine/put-back</c>.</summary>
internal sealed record PutBack
{
    public required string Name { get; init; }

    /// <summary>Who asks for it.</summary>
    public required string Actor { get; init; }
}
