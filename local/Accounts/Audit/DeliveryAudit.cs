using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>What is said to be forwarded is with the city brain, as the car park said it, and under no other car park.</summary>
internal static class DeliveryAudit
{
    public static IEnumerable<Imbalance> Find(AuditInput input, CityIndex city) =>
        FindUndelivered(input, city).Concat(FindForeign(input));

    private static IEnumerable<Imbalance> FindUndelivered(AuditInput input, CityIndex city)
    {
        foreach (var accepted in input.Accepted.Where(accepted => accepted.State == EventState.Forwarded))
        {
            if (city.Find(accepted.Line) is not { } record)
            {
                yield return Imbalance.Of(ImbalanceKind.Lost, accepted.Line, "is said to be forwarded, but the city brain does not have it");
            }
            else if (record.Fingerprint != accepted.Line.Fingerprint)
            {
                yield return Imbalance.Of(ImbalanceKind.Content, accepted.Line, "reached the city brain with other content");
            }
        }
    }

    // The ids of these records are given so that no two car parks have the same.
    private static IEnumerable<Imbalance> FindForeign(AuditInput input)
    {
        var owners = new Dictionary<string, LedgerLine>(StringComparer.Ordinal);
        foreach (var line in input.Ledger.Where(line => HasOwnId(line.Interface) && line.RecordId is not null))
        {
            owners.TryAdd(line.RecordId!, line);
        }

        return input.City
            .Where(record => HasOwnId(record.Interface) && record.RecordId is not null)
            .Where(record => owners.TryGetValue(record.RecordId!, out var owner) && owner.Site != record.Site)
            .Select(record => Imbalance.Of(ImbalanceKind.ForeignSite, owners[record.RecordId!], $"is with the city brain under {record.Site}"));
    }

    private static bool HasOwnId(string? interfaceName) =>
        interfaceName is "uploadCarInData" or "uploadCarOutData" or "uploadPhoto" or "uploadPayRecord";
}
