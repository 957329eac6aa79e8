using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>What one drain of a site leaves for the next, in the lease row.</summary>
/// <param name="Failures">How often in a row nothing answered.</param>
/// <param name="BackOffUntil">Until when nothing is to be tried.</param>
internal sealed record SiteMemory(int Failures, DateTimeOffset? BackOffUntil)
{
    /// <summary>Since when nothing answers; null while something does.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>Marks a lease that is held.</summary>
    public const string HeldColumn = "Held";

    /// <summary>A site of which nothing is known.</summary>
    public static readonly SiteMemory Fresh = new(0, null);

    private const string FailuresColumn = "Failures";
    private const string BackOffUntilColumn = "BackOffUntil";

    public static SiteMemory Read(TableEntity row) => new(row.GetInt32(FailuresColumn) ?? 0, row.GetDateTimeOffset(BackOffUntilColumn))
    {
        SilentSince = row.GetDateTimeOffset(nameof(SilentSince)),
    };

    public TableEntity ToRow(SiteId site, bool held) => new(site.Value, Rows.Lease)
    {
        [HeldColumn] = held,
        [FailuresColumn] = Failures,
        [BackOffUntilColumn] = BackOffUntil,
        [nameof(SilentSince)] = SilentSince,
    };
}
