using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Audit;

/// <summary>
/// Puts together what is known of one stay: its records, each with all its lives; its bills; what was sent down about the bills, and about the vehicle
/// while it stayed; and what the reconciliation of its days has found of it.
/// </summary>
internal sealed class AuditTrail(
    StayRecords records, BillStore bills, DownlinkStore downlinks, RecordAudit recordAudit, DownlinkAudit downlinkAudit, ReconciliationAudit reconciliationAudit, TimeProvider time)
{
    // A contract may come down before our own note of the arrival, and a payment result long after the departure: that one is found by its bill.
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(5);

    /// <summary>What happened, the oldest first; empty where nothing is known.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(SiteId site, string uid, CancellationToken cancellationToken)
    {
        var found = await records.OfUidAsync(site, uid, cancellationToken).ConfigureAwait(false);
        var stayBills = await bills.IndexedAsync(site, BillRows.UidPrefix(uid), cancellationToken).ConfigureAwait(false);
        var entries = new List<AuditEntry>();
        foreach (var record in found.Concat(await InvoicesAsync(site, stayBills, cancellationToken).ConfigureAwait(false)))
        {
            var past = await records.PastOfAsync(site, record, cancellationToken).ConfigureAwait(false);
            entries.AddRange(recordAudit.Lives(record, past));
        }

        foreach (var bill in stayBills)
        {
            entries.AddRange((await bills.HistoryAsync(site, bill.BillId, cancellationToken).ConfigureAwait(false)).Select(line => Entry(bill, line)));
        }

        foreach (var message in await MessagesAsync(site, found, stayBills, cancellationToken).ConfigureAwait(false))
        {
            entries.AddRange(downlinkAudit.Entries(message));
        }

        entries.AddRange(await reconciliationAudit.EntriesAsync(site, uid, found.Select(record => record.Day), stayBills, cancellationToken).ConfigureAwait(false));
        return [.. entries.OrderBy(entry => entry.At)];
    }

    private static AuditEntry Entry(BillRow bill, BillEvent line) => new(line.At, AuditEvents.BillPrefix + line.What, $"bill {bill.BillId}")
    {
        Msg = line.Detail,
        Data = line.What == BillEvents.Settled ? RecordAudit.PaymentOf(bill) : null,
    };

    // An invoice names a bill and no stay.
    private async Task<IReadOnlyList<JournalRow>> InvoicesAsync(SiteId site, IReadOnlyList<BillRow> stayBills, CancellationToken cancellationToken)
    {
        var invoices = new List<JournalRow>();
        foreach (var bill in stayBills)
        {
            invoices.AddRange(await records.InvoicesOfAsync(site, bill.BillId, cancellationToken).ConfigureAwait(false));
        }

        return invoices;
    }

    private async Task<IReadOnlyList<DownlinkRow>> MessagesAsync(
        SiteId site, IReadOnlyList<JournalRow> found, IReadOnlyList<BillRow> stayBills, CancellationToken cancellationToken)
    {
        var messages = new Dictionary<string, DownlinkRow>(StringComparer.Ordinal);
        foreach (var bill in stayBills)
        {
            foreach (var message in await downlinks.NamingAsync(site, DownlinkRows.BillPrefix(bill.BillId), cancellationToken).ConfigureAwait(false))
            {
                messages[message.Key.Row] = message;
            }
        }

        foreach (var message in await AboutTheVehicleAsync(site, found, cancellationToken).ConfigureAwait(false))
        {
            messages.TryAdd(message.Key.Row, message);
        }

        return [.. messages.Values];
    }

    private async Task<IEnumerable<DownlinkRow>> AboutTheVehicleAsync(SiteId site, IReadOnlyList<JournalRow> found, CancellationToken cancellationToken)
    {
        if (found.FirstOrDefault(record => record is { Kind: RecordKind.Arrival, Passage: not null }) is not { } arrival)
        {
            return [];
        }

        var from = arrival.AcceptedAt - Around;
        var to = found.FirstOrDefault(record => record.Kind != RecordKind.Arrival && record.Passage is not null)?.AcceptedAt + Around ?? time.GetUtcNow();
        var plate = DownlinkRows.PlatePrefix(arrival.Passage!.Value.Vehicle.PlateHash);
        return (await downlinks.NamingAsync(site, plate, cancellationToken).ConfigureAwait(false))
            .Where(message => message.ReceivedAt >= from && message.ReceivedAt <= to && !downlinkAudit.IsAboutABill(message));
    }
}
