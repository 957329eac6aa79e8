using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.Accounts.Guidance;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>Draws up the accounts.</summary>
internal static class Auditor
{
    public static FinalAccounts Audit(AuditInput input)
    {
        var city = new CityIndex(input.City);
        var downlinks = new DownlinkAudit(input);
        return new FinalAccounts
        {
            Sites = [.. input.Ledger.Where(line => line.AccessID is not null).GroupBy(line => line.Site).Select(site => Account(site, input))],
            Imbalances =
            [
                .. StateAudit.Find(input, city),
                .. DeliveryAudit.Find(input, city),
                .. OrderAudit.Find(input, city),
                .. downlinks.Find(),
                .. BillAudit.Find(input),
                .. BookingAudit.Find(input.Guidance, input.Bookings),
                .. ReconciliationAudit.Find(input),
                .. input.Violations,
            ],
            Downlinks = downlinks.Account(),
            Reconciliation = ReconciliationAudit.Account(input),
            Bills = [.. input.Bills.GroupBy(bill => bill.Site).Select(site => BillAccount.Of(site.Key, [.. site]))],
            Bookings = input.Guidance.Count > 0 ? BookingAccount.Of(input.Guidance) : null,
            OfOthers = CountOthers(input),
        };
    }

    private static SiteAccount Account(IGrouping<Site, LedgerLine> lines, AuditInput input)
    {
        var accepted = input.Accepted.Where(accepted => accepted.Line.Site == lines.Key).ToList();
        var turnedAway = lines.Count(line => line.Event == LedgerEvent.Refused);
        return new SiteAccount
        {
            AccessID = lines.Key.AccessID,
            ParkingCode = lines.Key.ParkingCode,
            Accepted = accepted.Count,
            States = accepted.Select(accepted => accepted.State).OfType<EventState>().CountBy(state => state).ToDictionary(),
            TurnedAway = turnedAway,
            Unanswered = lines.Count(line => line.Event == LedgerEvent.Sent) - accepted.Count - turnedAway,
        };
    }

    private static int CountOthers(AuditInput input)
    {
        var sent = input.Ledger.Select(line => (line.Site, line.Interface, line.RecordId)).ToHashSet();
        return input.City.Count(record => IsEvent(record.Interface) && !sent.Contains((record.Site, record.Interface, record.RecordId)));
    }

    private static bool IsEvent(string interfaceName) =>
        StandardCatalogue.Instance.Find(interfaceName) is { Role: UplinkRole.Event };
}
