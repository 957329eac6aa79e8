using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// Lets one at a time call the city brain about a bill: whoever is about to call writes that on the row first, under its ETag. A claim ends by
/// itself when its holder has died.
/// </summary>
internal sealed class BillClaims(BillStore store, BillCalls calls, CarParkNotices notices, TimeProvider time)
{
    // A call that could still be under way when somebody else may call would be two at a time.
    private static readonly TimeSpan SlowestClaim = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(3);

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 50;

    /// <summary>How long a claim holds.</summary>
    public TimeSpan Length => SlowestClaim + calls.TimeLimit + Spare;

    /// <summary>The claim of who adds a bill, which cannot be read before.</summary>
    public string Begin(BillChange change, DateTimeOffset serverTime)
    {
        var claim = Guid.NewGuid().ToString("N");
        change.Set(BillRow.Columns.Claim, claim).Set(BillRow.Columns.ClaimedUntil, serverTime + Length);
        return claim;
    }

    /// <summary>Whether a call that begins now ends while the claim holds.</summary>
    /// <param name="started">A timestamp of before the reading of the row that was claimed.</param>
    public bool LeavesTimeForACall(long started) => time.GetElapsedTime(started) <= SlowestClaim;

    /// <summary>Claims a bill. No claim: somebody else has it, or there is nothing to call for.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="billId">The bill.</param>
    /// <param name="intent">What the claim is for, as a change of the row; null where there is nothing to call for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The bill as it is then, or null when there is none; and the claim.</returns>
    public async Task<(BillRow? Bill, string? Claim)> TakeAsync(
        SiteId site, string billId, Func<BillRow, BillChange?> intent, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var started = time.GetTimestamp();
            var (bill, serverTime) = await store.FindAsync(site, billId, cancellationToken).ConfigureAwait(false);
            if (bill is null || bill.IsClaimedAt(serverTime) || intent(bill) is not { } change)
            {
                return (bill, null);
            }

            var claim = Begin(change, serverTime);
            if (await store.UpdateAsync(bill, change, cancellationToken).ConfigureAwait(false) is { } claimed && LeavesTimeForACall(started))
            {
                return (claimed, claim);
            }
        }

        throw new IOException("A bill changed under every attempt to claim it.");
    }

    /// <summary>Writes what came of a call, and brings on its way what the car park is told of it. Whoever has lost its claim meanwhile writes nothing.</summary>
    /// <returns>The bill as it is then.</returns>
    public async Task<BillRow> RecordAsync(BillRow bill, string claim, Func<BillRow, BillChange> outcome, CancellationToken cancellationToken)
    {
        var current = bill;
        for (var round = 0; round < MaximumRounds; round++)
        {
            if (current.Claim != claim)
            {
                return current;
            }

            var change = outcome(current).Release();
            if (await store.UpdateAsync(current, change, cancellationToken).ConfigureAwait(false) is { } recorded)
            {
                await notices.SendAsync(change.Notices).ConfigureAwait(false);
                return recorded;
            }

            current = (await store.FindAsync(bill.Site, bill.BillId, cancellationToken).ConfigureAwait(false)).Bill
                ?? throw new InvalidOperationException("A bill is gone while the city brain was called about it.");
        }

        throw new IOException("A bill changed under every attempt to record what the city brain said of it.");
    }
}
