using System.Text.Json;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// What a car park's own payment record (uploadPayRecord, §3.1.5) means for an open bill: the city brain is asked at once; and a car park that has
/// collected the money itself is reminded to say so with cancelOverDueBill (R74), since until then the city brain thinks that it is owed.
/// </summary>
internal sealed class PayRecords(
    BillStore store, BillAutomation automation, BillNotices reminders, CarParkNotices notices, BillBells bells, TimeProvider time)
{
    /// <summary>The interface that brings them.</summary>
    public const string Interface = "uploadPayRecord";

    private const int ThroughTheCityBrain = 1;

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 20;

    /// <summary>Notes a record that was accepted: <c>{"data":{…}}</c>, checked.</summary>
    public async Task NoteAsync(SiteId site, string payload, CancellationToken cancellationToken)
    {
        if (!await automation.IsDrivenAsync(site, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        using var document = JsonDocument.Parse(payload);
        var record = document.RootElement.GetProperty("data");
        var billId = record.GetProperty("billID").GetString()!;
        var isCollected = record.GetProperty("billWay").GetInt32() != ThroughTheCityBrain;
        for (var round = 0; round < MaximumRounds; round++)
        {
            var (bill, _) = await store.FindAsync(site, billId, cancellationToken).ConfigureAwait(false);
            if (bill is not { IsDriven: true } || await TryNoteAsync(bill, isCollected, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new IOException("A bill changed under every attempt to note a payment record of it.");
    }

    private async Task<bool> TryNoteAsync(BillRow bill, bool isCollected, CancellationToken cancellationToken)
    {
        var change = new BillChange()
            .Set(BillRow.Columns.Collected, bill.IsCollected || isCollected)
            .Say(time.GetUtcNow(), BillEvents.PayRecord, isCollected ? "billWay 0" : "billWay 1");
        reminders.RemindOnce(bill, change);
        if (await store.UpdateAsync(bill, change, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await notices.SendAsync(change.Notices).ConfigureAwait(false);
        await bells.TryRingAsync(bill.Site, bill.BillId).ConfigureAwait(false);
        return true;
    }
}
