using System.Text.Json;

namespace HzFunctions.Functions.Audit;

/// <summary>All that is known of a parking act (停车行为): the stay of a uid, at each car park that has used it.</summary>
/// <param name="Uid">流水号.</param>
/// <param name="Stays">Each car park's.</param>
internal sealed record AuditBody(string Uid, IReadOnlyList<AuditedStay> Stays);

/// <summary>A stay at one car park.</summary>
/// <param name="Site">The car park.</param>
/// <param name="Entries">What happened, the oldest first.</param>
internal sealed record AuditedStay(string Site, IReadOnlyList<AuditEntry> Entries);

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="What">What.</param>
/// <param name="About">The receipt of a record, <c>bill {billID}</c>, or the id of a message.</param>
internal sealed record AuditEntry(DateTimeOffset At, string What, string About)
{
    /// <summary>The city brain's code.</summary>
    public string? ResultCode { get; init; }

    /// <summary>The city brain's words, or ours.</summary>
    public string? Msg { get; init; }

    /// <summary>Who of operations had it done.</summary>
    public string? Actor { get; init; }

    /// <summary>What it held, masked.</summary>
    public JsonElement? Data { get; init; }
}

/// <summary>What can have happened, beside what a bill's history says.</summary>
internal static class AuditEvents
{
    /// <summary>A record came in.</summary>
    public const string Accepted = "accepted";

    /// <summary>Other content under the same id came in.</summary>
    public const string Revised = "revised";

    /// <summary>A record was put back into the outbox: the car park sent it again, or operations had it sent again.</summary>
    public const string Again = "again";

    /// <summary>A record failed first with an error that names it; it is tried again.</summary>
    public const string Failed = "failed";

    /// <summary>Before what a bill's history says.</summary>
    public const string BillPrefix = "bill.";

    /// <summary>A message came down, or we made one.</summary>
    public const string Received = "received";

    /// <summary>The car park has a message.</summary>
    public const string Delivered = "delivered";

    /// <summary>The city brain knows that the car park has it.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The city brain knows that the car park does not have it.</summary>
    public const string ConfirmedUndelivered = "confirmedUndelivered";

    /// <summary>Before how the reconciliation of a day of the stay has ended, or what it has found of the stay.</summary>
    public const string ReconciliationPrefix = "reconciliation.";

    /// <summary>The city brain could not be told for a day.</summary>
    public const string GivenUp = "givenUp";
}
