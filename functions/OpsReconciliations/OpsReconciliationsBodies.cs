using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.OpsReconciliations;

/// <summary>How a business day (yyyy-MM-dd) stands at each car park.</summary>
internal sealed record ReconciliationList(string Day, IReadOnlyList<ListedReconciliation> Sites);

/// <summary>How the day of one car park stands.</summary>
/// <param name="Site">The car park.</param>
/// <param name="State">settling, checking, comparing or bills while it is under way; else how it ended; <see cref="None"/> where there is no reconciliation.</param>
/// <param name="Bills">How the bills ended; left out until that is known.</param>
/// <param name="Rounds">How often it was checked.</param>
/// <param name="Resent">Records that were sent again.</param>
/// <param name="DeadLetters">Records of the day that the city brain has refused.</param>
internal sealed record ListedReconciliation(
    string Site, string State, string? Bills, int Rounds, int Resent, int DeadLetters, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>Nobody has reconciled the day here.</summary>
    public const string None = "none";

    public static ListedReconciliation Of(SiteId site, ReconciliationRow? day) => day is null
        ? new ListedReconciliation(site.Value, None, null, 0, 0, 0, null, null)
        : new ListedReconciliation(
            site.Value,
            day.State,
            day.BillsOutcome,
            day.Rounds.Count,
            day.Resent,
            day.Rounds is [.., var last] ? last.Counts.DeadLetters : 0,
            day.StartedAt,
            day.EndedAt);
}

/// <summary>The reconciliation of one day of a car park, in both directions. It names records, and no vehicles.</summary>
internal sealed record ReconciliationReport
{
    public required string Site { get; init; }

    /// <summary>yyyy-MM-dd.</summary>
    public required string Day { get; init; }

    public required string State { get; init; }

    public string? Bills { get; init; }

    /// <summary>Who asked for it; left out: the night.</summary>
    public string? Actor { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Records that were sent again.</summary>
    public required int Resent { get; init; }

    /// <summary>Each check (uploadCheckRecord): what was told, and the marks.</summary>
    public required IReadOnlyList<CheckRound> Rounds { get; init; }

    /// <summary>Parts of which nothing was sent again in the last round, each with the reason.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>Both sides' sums of the bills, in fen.</summary>
    public BillSums? Sums { get; init; }

    /// <summary>The city brain's words, where an answer could not be used.</summary>
    public string? Msg { get; init; }

    /// <summary>What was found, at most 2,000.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public static ReconciliationReport Of(ReconciliationRow day, IReadOnlyList<Finding> findings) => new()
    {
        Site = day.Site.Value,
        Day = day.Date,
        State = day.State,
        Bills = day.BillsOutcome,
        Actor = day.Actor,
        StartedAt = day.StartedAt,
        EndedAt = day.EndedAt,
        Resent = day.Resent,
        Rounds = day.Rounds,
        Refusals = day.Refusals,
        Sums = day.Sums,
        Msg = day.Words,
        Findings = findings,
    };
}

/// <summary>Reconciles a day now: <c>POST /ops/reconciliations</c>.</summary>
internal sealed record RunReconciliation
{
    /// <summary>The car park, as <c>GET /ops/sites</c> shows it.</summary>
    public required string Site { get; init; }

    /// <summary>yyyy-MM-dd, today at the latest.</summary>
    public required string Day { get; init; }

    /// <summary>Whether more may be sent again than the limits allow (5 % or 200 of a part). Of a list that may be cut nothing is sent again all the same.</summary>
    public bool BeyondLimits { get; init; }

    /// <summary>Who asks for it.</summary>
    public required string Actor { get; init; }
}
