using HzFunctions.Local.CitySimulator.Admin;

namespace HzFunctions.Bench.Outage;

/// <summary>What the city brain has of the stays whose events were accepted.</summary>
/// <param name="Lost">Accepted events that it does not have.</param>
/// <param name="OutOfOrder">Stays of which something came before its turn.</param>
/// <param name="Strange">Records that were never accepted.</param>
/// <param name="Repeated">Times that a record came once more.</param>
internal sealed record CityAudit(int Lost, int OutOfOrder, int Strange, int Repeated)
{
    private static readonly string[] Order = ["uploadCarInData", "uploadPayRecord", "uploadCarOutData"];

    /// <summary>Compares the city brain's records with the uids of the stays.</summary>
    public static CityAudit Of(IReadOnlyList<RecordView> records, IReadOnlySet<string> stays)
    {
        var known = records.OrderBy(record => record.Sequence).ToLookup(record => record.Uid, record => record.Interface);
        return new CityAudit(
            stays.Sum(uid => Order.Except(known[uid]).Count()),
            stays.Count(uid => !known[uid].SequenceEqual(Order.Intersect(known[uid]))),
            records.Count(record => record.Uid is null || !stays.Contains(record.Uid)),
            records.Sum(record => record.Repeats + record.Revisions));
    }

    /// <summary>What is wrong, in words.</summary>
    public IEnumerable<string> Faults()
    {
        if (Lost > 0)
        {
            yield return $"{Lost} accepted events did not reach the city brain.";
        }

        if (OutOfOrder > 0)
        {
            yield return $"{OutOfOrder} stays reached the city brain out of order.";
        }

        if (Strange > 0)
        {
            yield return $"The city brain has {Strange} records that were never accepted.";
        }
    }
}
