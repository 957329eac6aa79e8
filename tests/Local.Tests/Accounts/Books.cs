using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.Accounts;

/// <summary>The books of a day that balance, until a test tampers with them.</summary>
internal sealed class Books
{
    public static readonly Site Here = new("A00001", "1001");
    public static readonly Site There = new("A00002", "1001");

    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly List<LedgerLine> _ledger = [];
    private readonly List<AccountedEvent> _accepted = [];
    private readonly List<CityEvidence> _city = [];
    private readonly List<Imbalance> _violations = [];

    /// <summary>An event that is sent in one second and accepted in another, and is with the city brain unless its state says otherwise.</summary>
    public Books Event(
        string interfaceName,
        string recordId,
        int sent,
        int accepted,
        string? uid = "U-1",
        string state = "forwarded",
        string? receipt = null,
        bool atCity = true,
        Site? site = null)
    {
        var line = new LedgerLine
        {
            Event = LedgerEvent.Sent,
            At = Morning.AddSeconds(sent),
            FirstSentAt = Morning.AddSeconds(sent),
            AccessID = (site ?? Here).AccessID,
            ParkingCode = (site ?? Here).ParkingCode,
            Interface = interfaceName,
            RecordId = recordId,
            Uid = uid,
            Fingerprint = $"content of {recordId}",
        };
        var acceptance = line with { Event = LedgerEvent.Accepted, At = Morning.AddSeconds(accepted), Receipt = receipt ?? $"r-{recordId}" };
        _ledger.AddRange([line, acceptance]);
        _accepted.Add(new AccountedEvent(acceptance, ReceiptReading.Of(state)));
        if (atCity && state == "forwarded")
        {
            AtCity(interfaceName, recordId, uid, site: site);
        }

        return this;
    }

    public Books AtCity(string interfaceName, string recordId, string? uid = "U-1", string? content = null, Site? site = null)
    {
        var fingerprint = content ?? $"content of {recordId}";
        _city.Add(new CityEvidence(site ?? Here, interfaceName, recordId, uid, _city.Count + 1, fingerprint));
        return this;
    }

    public Books Line(LedgerEvent kind, string recordId)
    {
        _ledger.Add(new LedgerLine { Event = kind, At = Morning, AccessID = Here.AccessID, ParkingCode = Here.ParkingCode, Interface = "uploadPhoto", RecordId = recordId });
        return this;
    }

    public Books Reading(string recordId, ReceiptReading reading)
    {
        var index = _accepted.FindIndex(accepted => accepted.Line.RecordId == recordId);
        _accepted[index] = _accepted[index] with { Receipt = reading };
        return this;
    }

    public Books WithoutReceipt(string recordId)
    {
        var index = _accepted.FindIndex(accepted => accepted.Line.RecordId == recordId);
        _accepted[index] = new AccountedEvent(_accepted[index].Line with { Receipt = null }, ReceiptReading.Missing("nothing"));
        return this;
    }

    public Books Violation(string detail)
    {
        _violations.Add(new Imbalance(ImbalanceKind.Violation, Here, "uploadCarInData", null, null, detail));
        return this;
    }

    public FinalAccounts Close() => Auditor.Audit(new AuditInput(_ledger, _accepted, _city, _violations));
}
