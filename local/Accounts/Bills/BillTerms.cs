using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.Accounts.Bills;

/// <summary>What bills are held against.</summary>
/// <param name="Deadlines">When reports are due.</param>
/// <param name="Slack">How late a report may be: a process may die, and the city brain be away.</param>
/// <param name="Restarts">How many processes were started again, each of which may have reported once more than needed.</param>
internal sealed record BillTerms(BillDeadlines Deadlines, TimeSpan Slack, int Restarts)
{
    /// <summary>When the books were read.</summary>
    public DateTimeOffset ReadAt { get; init; }
}
