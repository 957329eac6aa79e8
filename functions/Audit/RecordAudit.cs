using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.DeadLetters;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Audit;

/// <summary>Tells the lives of a record: each time that it came into the outbox, and what came of that.</summary>
internal sealed class RecordAudit(StandardCatalogue catalogue)
{
    /// <summary>What happened to a record.</summary>
    /// <param name="record">As it stands now.</param>
    /// <param name="past">As it stood before, the oldest first.</param>
    public IEnumerable<AuditEntry> Lives(JournalRow record, IReadOnlyList<JournalRow> past)
    {
        JournalRow? before = null;
        foreach (var life in past.Append(record))
        {
            foreach (var entry in Life(life, before))
            {
                yield return entry;
            }

            before = life;
        }
    }

    /// <summary>What was paid of a bill, or null while it is not.</summary>
    public static JsonElement? PaymentOf(BillRow bill) => bill.Payment is { } payment ? JsonElement.Parse(payment.ToJson()) : null;

    private IEnumerable<AuditEntry> Life(JournalRow life, JournalRow? before)
    {
        var receipt = ReceiptId.Of(life.Kind, life.Key);
        yield return new AuditEntry(life.QueuedAt, Beginning(life, before), receipt)
        {
            Actor = before?.Revision == life.Revision ? life.Actor : null,
            Data = before?.Revision == life.Revision ? null : MaskedPayload.Of(life.Payload, catalogue.Find(life.Kind)!),
        };
        if (life.FirstFailedAt is { } failed)
        {
            // Of several failures the last words are kept; once it is decided they are the decision's.
            yield return new AuditEntry(failed, AuditEvents.Failed, receipt)
            {
                ResultCode = life.State == JournalState.Pending ? life.ResultCode : null,
                Msg = life.State == JournalState.Pending ? life.Words : null,
            };
        }

        if (life is { State: not JournalState.Pending, DecidedAt: { } decided })
        {
            yield return new AuditEntry(decided, JournalStates.Text(life.State), receipt)
            {
                ResultCode = life.ResultCode,
                Msg = life.State == JournalState.Discarded ? life.Reason : life.Words,
                Actor = life.State == JournalState.Discarded ? life.Actor : null,
            };
        }
    }

    private static string Beginning(JournalRow life, JournalRow? before) =>
        before is null ? AuditEvents.Accepted : before.Revision == life.Revision ? AuditEvents.Again : AuditEvents.Revised;
}
