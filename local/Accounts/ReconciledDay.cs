using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts;

/// <summary>What the gateway says of the reconciliation of one day of a car park.</summary>
/// <param name="Site">The car park.</param>
/// <param name="Day">yyyy-MM-dd.</param>
/// <param name="State">How it ended, or how far it is.</param>
/// <param name="Bills">The same of its bills.</param>
/// <param name="Rounds">How often it was checked.</param>
/// <param name="Resent">The ids of the records that were sent again.</param>
internal sealed record ReconciledDay(Site Site, string Day, string State, string? Bills, int Rounds, IReadOnlyList<string> Resent)
{
    public bool IsBalanced => State == "balanced" && Bills is "balanced" or "notOurs";
}
