using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Forwarding;

/// <summary>The lease row as it was read.</summary>
/// <param name="Held">Whether its last writer holds the lease, if it has not expired.</param>
/// <param name="WrittenAt">When it was written, by the storage service's clock.</param>
/// <param name="ServerTime">The storage service's clock at the reading.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Memory">What the site's last drain left for the next.</param>
internal sealed record LeaseView(bool Held, DateTimeOffset WrittenAt, DateTimeOffset ServerTime, ETag ETag, SiteMemory Memory)
{
    public static LeaseView Read(TableEntity row, DateTimeOffset serverTime) =>
        new(row.GetBoolean(SiteMemory.HeldColumn) ?? false, row.Timestamp ?? serverTime, serverTime, row.ETag, SiteMemory.Read(row));
}
