using System.Buffers;
using System.Text.Json;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// What a car park's own payment record (uploadPayRecord, §3.1.5) means for an open bill: the city brain is asked at once; and a car park that has
/// collected the money itself is reminded to say so with cancelOverDueBill (R74), since until then the city brain thinks that it is owed.
/// </summary>
internal sealed class PayRecords(BillStore store, BillAutomation automation, CarParkNotices notices, BillBells bells, TimeProvider time)
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
        var reminder = isCollected && !bill.IsReminded ? notices.Make(bill.Site, DownlinkTopic.CancelOverDueBillReminder, Names(bill)) : null;
        var change = new BillChange()
            .Set(BillRow.Columns.Reminded, bill.IsReminded || reminder is not null)
            .Say(time.GetUtcNow(), BillEvents.PayRecord, isCollected ? "billWay 0" : "billWay 1");
        change.Alongside.AddRange(reminder?.Rows ?? []);
        if (await store.UpdateAsync(bill, change, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        if (reminder is not null)
        {
            await notices.SendAsync(reminder).ConfigureAwait(false);
        }

        await bells.TryRingAsync(bill.Site, bill.BillId).ConfigureAwait(false);
        return true;
    }

    private static JsonElement Names(BillRow bill)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("billID"u8, bill.BillId);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
