using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What holds at the beginning of every call of the city brain.</summary>
internal sealed class CallInvariants(WorldClock clock, CityBrainModel cityBrain)
{
    // What the design asks of a call: that its time limit ends so long before the lease does (D6).
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Who wrote the lease row last.</summary>
    public Actor? LeaseWriter { get; set; }

    /// <summary>What does not hold, or null.</summary>
    /// <param name="actor">Who calls.</param>
    /// <param name="row">The outbox row that it calls for.</param>
    /// <param name="timeLimit">How long the call may take.</param>
    /// <param name="rows">The site's rows.</param>
    public string? Broken(Actor actor, OutboxRow row, TimeSpan timeLimit, IReadOnlyList<StoredRow> rows)
    {
        if (cityBrain.IsCalledBesides(actor))
        {
            return $"{actor.Name} calls while another drain has a call under way";
        }

        var lease = rows.First(found => found.Row == Rows.Lease);
        if (LeaseWriter != actor
            || lease.Columns[SiteMemory.HeldColumn] is not true
            || clock.Now + timeLimit + Margin > lease.Timestamp + SiteLeases.Duration)
        {
            return $"{actor.Name} calls though its lease may end within the call";
        }

        return OutOfOrder(actor, row, rows);
    }

    // A record is begun with the pass of the drain that read the outbox: what came in later goes with the next pass.
    private string? OutOfOrder(Actor actor, OutboxRow row, IReadOnlyList<StoredRow> rows)
    {
        var stillWaits = rows.Select(found => found.Row).ToHashSet(StringComparer.Ordinal);
        var before = actor.Window.FirstOrDefault(other => GoesBefore(other, row) && stillWaits.Contains(Rows.Outbox(other.Sequence)));
        if (before is not null)
        {
            return $"{row.Kind} {row.Key} goes up before {before.Kind} {before.Key}";
        }

        return row.Kind == RecordKind.ParkingState && string.CompareOrdinal(row.Key, cityBrain.NewestState) < 0
            ? $"the parking state {row.Key} goes up after {cityBrain.NewestState}"
            : null;
    }

    private static bool GoesBefore(OutboxRow first, OutboxRow second)
    {
        if (first.Sequence == second.Sequence || first.Uid is null || first.Uid != second.Uid || second.Kind == RecordKind.Arrival)
        {
            return false;
        }

        return first.Kind == RecordKind.Arrival
            || ((first.Kind == RecordKind.Photo) == (second.Kind == RecordKind.Photo)
                && string.CompareOrdinal(first.Sequence, second.Sequence) < 0);
    }
}
