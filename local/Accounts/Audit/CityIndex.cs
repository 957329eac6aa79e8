using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>Finds the city brain's records by what the ledger calls them.</summary>
internal sealed class CityIndex
{
    private readonly Dictionary<(Site Site, string Interface, string RecordId), CityEvidence> _byRecord = [];

    public CityIndex(IEnumerable<CityEvidence> city)
    {
        foreach (var record in city.Where(record => record.RecordId is not null))
        {
            _byRecord[(record.Site, record.Interface, record.RecordId!)] = record;
        }
    }

    public CityEvidence? Find(LedgerLine line) =>
        line is { Interface: { } interfaceName, RecordId: { } recordId } ? _byRecord.GetValueOrDefault((line.Site, interfaceName, recordId)) : null;
}
