using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run.Live;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Knows which bills are still in motion at the end of a run: not yet as the city brain has them, or soon to change there.</summary>
internal sealed class BillSettling(string ledgerFolder, BillReader bills, CityAdminClient city)
{
    // What has come to its end need not be asked about again.
    private readonly HashSet<(Site Site, string BillId)> _ended = [];

    /// <summary>How many there are; null when the city brain could not be asked.</summary>
    public async Task<int?> CountMovingAsync(CancellationToken cancellation)
    {
        try
        {
            var views = await city.BillsAsync(cancellation);
            var read = await bills.ReadAsync(CarParkLedger.Read(ledgerFolder), views, _ended.Contains, cancellation);
            _ended.UnionWith(read.Where(HasEnded).Select(bill => (bill.Site, bill.BillId)));
            return read.Count(IsMoving);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static bool HasEnded(AccountedBill bill) =>
        bill.Reading.State is BillState.Settled or BillState.Refused or BillState.Cancelled && !BillAudit.FaultsOf(bill).Any();

    private static bool IsMoving(AccountedBill bill) =>
        bill.City is { PaysAt: not null } || IsToBeReported(bill) || BillAudit.FaultsOf(bill).Any();

    private static bool IsToBeReported(AccountedBill bill) =>
        bill.City is { State: CityBillState.Unpaid, InAdvance: false, Reports.Count: 0 };
}
