namespace HzFunctions.Functions.Reconciliation;

/// <summary>The row keys of the table <c>Reconciliations</c>; the partition is always the site. Days are yyyyMMdd.</summary>
internal static class ReconciliationRows
{
    /// <summary>The table's name.</summary>
    public const string Table = "Reconciliations";

    /// <summary>The row of the car park: from which day on it is reconciled, and which night was the last. It stands behind its days, so that one read finds both.</summary>
    public const string Nights = "D|~";

    /// <summary>Prefix of the days.</summary>
    public const string DayPrefix = "D|";

    /// <summary>Prefix of what was found.</summary>
    public const string FindingPrefix = "F|";

    public static string Day(string day) => DayPrefix + day;

    /// <summary>Prefix of what a run found of a day.</summary>
    public static string Findings(string day, int run) => FormattableString.Invariant($"{FindingPrefix}{day}|{run:D5}|");
}
