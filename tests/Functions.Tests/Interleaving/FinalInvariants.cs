using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What holds in the end: nothing that a car park was given a receipt for is lost, and the newest content is what is kept.</summary>
internal sealed class FinalInvariants
{
    private readonly List<EventRecord> _answered = [];

    /// <summary>Notes that a car park was given a receipt.</summary>
    public void Answered(CarParkEvent sent) => _answered.Add(sent.Record);

    /// <summary>What does not hold, or null.</summary>
    public string? Broken(IReadOnlyList<StoredRow> rows) =>
        _answered.Select(record => Broken(record, rows)).FirstOrDefault(broken => broken is not null);

    private string? Broken(EventRecord record, IReadOnlyList<StoredRow> rows)
    {
        var kept = rows.FirstOrDefault(row => row.Row == Rows.Event(record.Kind, record.Key));
        if (kept is null)
        {
            return $"{record.Kind} {record.Key} has a receipt and is lost";
        }

        // A repeat makes a content no newer than it was when it came first.
        var came = _answered.Where(other => other.Kind == record.Kind && other.ContentHash == record.ContentHash).Min(other => other.UploadTime);
        return (string)kept.Columns[JournalRow.Columns.ContentHash] == record.ContentHash
            || string.CompareOrdinal(came, (string)kept.Columns[JournalRow.Columns.UploadTime]) <= 0
            ? null
            : $"of {record.Kind} {record.Key} an older content is kept than the one that has a receipt";
    }
}
