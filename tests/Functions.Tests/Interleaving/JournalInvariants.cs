using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What holds of the journal after every single write.</summary>
internal sealed class JournalInvariants(CityBrainModel cityBrain)
{
    // How many calls had begun when an outbox row appeared: only a later call can answer for it.
    private readonly Dictionary<string, int> _callsBefore = new(StringComparer.Ordinal);

    /// <summary>What does not hold, or null.</summary>
    public string? Broken(IReadOnlyList<StoredRow> rows, int callsBegun)
    {
        var keys = rows.Select(row => row.Row).ToHashSet(StringComparer.Ordinal);
        foreach (var outbox in rows.Where(row => row.Row.StartsWith(Rows.OutboxPrefix, StringComparison.Ordinal)))
        {
            _callsBefore.TryAdd(outbox.Row, callsBegun);
            var record = rows.FirstOrDefault(row => row.Row == Rows.Event(Text(outbox, "Kind"), Text(outbox, "Key")));
            if (record is null || Rows.Outbox(Text(record, JournalRow.Columns.Outbox)) != outbox.Row || StateOf(record) != JournalState.Pending)
            {
                return $"the outbox row {outbox.Row} belongs to no pending record";
            }
        }

        return rows
            .Where(row => row.Row.StartsWith("E|", StringComparison.Ordinal))
            .Select(record => Broken(record, keys))
            .FirstOrDefault(broken => broken is not null);
    }

    private string? Broken(StoredRow record, HashSet<string> keys)
    {
        var (kind, key) = Rows.KindAndKey(record.Row);
        var state = StateOf(record);
        var outbox = Rows.Outbox(Text(record, JournalRow.Columns.Outbox));
        if (keys.Contains(outbox) != (state == JournalState.Pending))
        {
            return $"{record.Row} is {state}, and its outbox row does not agree";
        }

        if (keys.Contains(Rows.Refused(kind, key)) != (state == JournalState.Refused))
        {
            return $"{record.Row} is {state}, and the list of dead letters does not agree";
        }

        if (!keys.Contains(Rows.Day(Text(record, JournalRow.Columns.Day), kind, key))
            || (record.Columns.TryGetValue(JournalRow.Columns.Uid, out var uid) && !keys.Contains(Rows.Uid((string)uid, kind, key))))
        {
            return $"{record.Row} lacks an index row";
        }

        return state == JournalState.Forwarded ? NotForwarded(record, kind, key, outbox) : null;
    }

    // The answer to one revision must not mark another, nor an answer from before a resend the resend.
    private string? NotForwarded(StoredRow record, string kind, string key, string outbox)
    {
        var last = cityBrain.LastOf(kind, key);
        return last is null || last.Payload != Text(record, JournalRow.Columns.Payload)
            ? $"{record.Row} is marked as forwarded, but what the city brain has last of it is not its last revision"
            : last.Number < _callsBefore[outbox]
                ? $"{record.Row} is marked as forwarded by a call that had begun before it was sent again"
                : null;
    }

    private static JournalState StateOf(StoredRow record) => JournalStates.Parse(Text(record, JournalRow.Columns.State));

    private static string Text(StoredRow row, string column) => (string)row.Columns[column];
}
