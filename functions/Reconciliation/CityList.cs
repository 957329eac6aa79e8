using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>
/// What the city brain says that it has of a part (downUID). Records are compared by their id first. What was sent without an id is compared by uid, each
/// such line standing for one record.
/// </summary>
internal sealed class CityList
{
    private readonly Dictionary<string, UploadedRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _withoutId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofOtherDays = new(StringComparer.Ordinal);

    /// <summary>Adds a list.</summary>
    /// <param name="records">The list.</param>
    /// <param name="isOfTheDay">False for the list of another day, in which only what is missing is looked for.</param>
    public void Add(IEnumerable<UploadedRecord> records, bool isOfTheDay)
    {
        foreach (var record in records)
        {
            if (record.RecordId is { } id)
            {
                var key = RowKeyText.Escape(id);
                if (_byId.TryAdd(key, record) && !isOfTheDay)
                {
                    _ofOtherDays.Add(key);
                }
            }
            else if (record.Uid is { } uid && isOfTheDay)
            {
                _withoutId[uid] = _withoutId.GetValueOrDefault(uid) + 1;
            }
        }
    }

    /// <summary>Begins a comparison.</summary>
    public Reading Read() => new(this);

    /// <summary>One comparison of the list with our records.</summary>
    internal sealed class Reading(CityList list)
    {
        private readonly HashSet<string> _found = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _withoutId = new(list._withoutId, StringComparer.Ordinal);

        /// <summary>Whether the city brain has a record of ours.</summary>
        public bool Has(DayEntry entry)
        {
            if (list._byId.ContainsKey(entry.Key))
            {
                _found.Add(entry.Key);
                return true;
            }

            if (entry.Uid is not { } uid || _withoutId.GetValueOrDefault(uid) == 0)
            {
                return false;
            }

            _withoutId[uid]--;
            return true;
        }

        /// <summary>What the city brain has of the day, and none of ours is.</summary>
        public IEnumerable<(string? Key, string? Uid)> Others => list._byId
            .Where(record => !_found.Contains(record.Key) && !list._ofOtherDays.Contains(record.Key))
            .Select(record => ((string?)record.Key, record.Value.Uid))
            .Concat(_withoutId.SelectMany(uid => Enumerable.Repeat(((string?)null, (string?)uid.Key), uid.Value)));
    }
}
