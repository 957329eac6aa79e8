using System.Text.Json;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// Bills that a driver may pay from inside: once the city brain is told what a vehicle owes (uploadFee, §3.2.6), a payResult may come for it. Nobody is owed
/// anything before the vehicle leaves: no 3 hours, no abnormal report.
/// </summary>
internal sealed class AdvanceBills(BillStore store, BillAutomation automation, TimeProvider time)
{
    /// <summary>Notes an answer to a fee query that is about to go up: <c>{"data":{"success","requestId","params":{…}}}</c>, checked.</summary>
    public async Task NoteAsync(SiteId site, string payload, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        var parameters = data.GetProperty("params");
        if (!data.GetProperty("success").GetBoolean()
            || parameters.GetProperty("payStatus").GetInt32() != 0
            || !await automation.IsDrivenAsync(site, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await NoteAsync(site, BillApplication.Read(parameters), cancellationToken).ConfigureAwait(false);
    }

    private async Task NoteAsync(SiteId site, BillApplication told, CancellationToken cancellationToken)
    {
        var (known, _) = await store.FindAsync(site, told.BillId, cancellationToken).ConfigureAwait(false);
        if (known is null)
        {
            await store.AddAsync(site, told.BillId, Told(told).Set(BillRow.Columns.AppliedAt, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        }
        else if (known is { Kind: BillKind.Advance, State: BillState.Accepted }
            && (known.Told!.Uid, known.Told.PlateNo) == (told.Uid, told.PlateNo) && !known.Told.IsSameAs(told))
        {
            // Asked again later, when more is owed. Where it changes at this moment it is being paid: what was owed then is what counts.
            await store.UpdateAsync(known, Told(told), cancellationToken).ConfigureAwait(false);
        }
    }

    private BillChange Told(BillApplication told)
    {
        var now = time.GetUtcNow();
        return new BillChange()
            .Set(BillRow.Columns.Kind, BillKind.Advance)
            .Set(BillRow.Columns.State, BillStates.Text(BillState.Accepted))
            .Set(BillRow.Columns.ShouldPay, told.ShouldPay)
            .Set(BillRow.Columns.Told, told.Fields.GetRawText())
            .Set(BillRow.Columns.AcceptedAt, now)
            .Say(now, BillEvents.Accepted, "uploadFee");
    }
}
