using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Violations;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run.Live;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Gathers what all three sides say, and has the accounts drawn up.</summary>
internal sealed class Bookkeeper(
    string ledgerFolder, ReceiptReader receipts, BillReader bills, CityAdminClient city, TimeProvider time, BookingReader? bookings = null)
{
    private const int Attempts = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Draws up the accounts.</summary>
    /// <param name="since">From when on violations and messages down count; a state folder may hold those of earlier runs.</param>
    /// <param name="terms">What bills are held against.</param>
    /// <param name="reconciliations">The days that were reconciled; null: none were to be.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="InvalidOperationException">The city brain does not answer, and does not come back.</exception>
    public async Task<FinalAccounts> CloseAsync(
        DateTimeOffset since, BillTerms terms, IReadOnlyList<ReconciledDay>? reconciliations, CancellationToken cancellation)
    {
        var ledger = CarParkLedger.Read(ledgerFolder);
        var accepted = await receipts.ReadAsync(ledger, cancellation);
        var records = await AskAsync(city.RecordsAsync, cancellation);
        var violations = await AskAsync(city.ViolationsAsync, cancellation);
        var downlinks = await AskAsync(city.DownlinksAsync, cancellation);
        var ofCity = await AskAsync(city.BillsAsync, cancellation);
        var accounted = await bills.ReadAsync(ledger, ofCity, _ => false, cancellation);
        var guidance = bookings is null ? [] : await bookings.LinesAsync(ledgerFolder, cancellation);
        var booked = bookings is null ? [] : await bookings.ReadAsync(guidance, cancellation);
        var status = await AskAsync(cancel => city.StatusAsync(since, cancel), cancellation);
        return Auditor.Audit(new AuditInput(
            ledger,
            accepted,
            [.. records.Select(Evidence)],
            [.. violations.Where(violation => violation.At >= since).Select(Complaint)])
        {
            Downlinks = [.. downlinks.Where(downlink => downlink.PublishedAt >= since || downlink.PublishedAt is null)],
            Losses = await AskAsync(city.LossesAsync, cancellation),
            Reconciliations = reconciliations,
            Bills = accounted,
            BillTerms = terms with { ReadAt = time.GetUtcNow() },
            Guidance = guidance,
            Bookings = booked,
            DownlinkStatistics = status.Downlinks,
        });
    }

    // Its process may just have been killed, and is being started again.
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask(cancellation);
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, time, cancellation);
            }
            catch (HttpRequestException error)
            {
                throw new InvalidOperationException("The city brain does not answer: the accounts cannot be drawn up.", error);
            }
        }
    }

    private static CityEvidence Evidence(RecordView record) => new(
        new Site(record.AccessID, record.ParkingCode),
        record.Interface,
        record.RecordId,
        record.Uid,
        record.Sequence,
        ContentFingerprint.Of(record.Data, record.File?.Sha256));

    private static Imbalance Complaint(Violation violation) => new(
        ImbalanceKind.Violation,
        new Site(violation.AccessID ?? "", violation.ParkingCode ?? ""),
        violation.Interface,
        RecordId: null,
        Receipt: null,
        $"{violation.Kind}: {violation.Reason}");
}
