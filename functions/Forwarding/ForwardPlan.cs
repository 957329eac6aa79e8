using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>
/// The order in which a part of the outbox goes up: within a uid the arrival first, whatever its sequence, then the rest
/// by sequence, and photos as a lane of their own after the arrival; several uids side by side.
/// </summary>
internal sealed class ForwardPlan
{
    private ForwardPlan(List<UidLane> lanes, List<OutboxRow> superseded, DateTimeOffset? nextDue)
    {
        Lanes = lanes;
        Superseded = superseded;
        NextDue = nextDue;
    }

    /// <summary>What may go up now, oldest first.</summary>
    public IReadOnlyList<UidLane> Lanes { get; }

    /// <summary>Parking states that a newer one has made needless.</summary>
    public IReadOnlyList<OutboxRow> Superseded { get; }

    /// <summary>When the first of the records that are held back may be tried again, or null when none is.</summary>
    public DateTimeOffset? NextDue { get; }

    /// <summary>Plans the given rows, which come in the order of their sequence.</summary>
    public static ForwardPlan Of(IReadOnlyList<OutboxRow> rows, DateTimeOffset now)
    {
        var newestState = rows.Where(IsState).Select(row => row.Key).Max(StringComparer.Ordinal);
        var superseded = rows.Where(row => IsState(row) && row.Key != newestState).ToList();
        DateTimeOffset? nextDue = null;
        var lanes = rows
            .Where(row => !IsState(row) || row.Key == newestState)
            .GroupBy(row => row.Uid ?? row.Sequence, StringComparer.Ordinal)
            .Select(group => LaneOf(group.ToList(), Ready))
            .Where(lane => !lane.IsEmpty)
            .ToList();
        return new ForwardPlan(lanes, superseded, nextDue);

        bool Ready(OutboxRow row)
        {
            if (row.NotBefore is not { } due || due <= now)
            {
                return true;
            }

            nextDue = nextDue is { } known && known < due ? known : due;
            return false;
        }
    }

    private static UidLane LaneOf(List<OutboxRow> rows, Func<OutboxRow, bool> ready)
    {
        var arrival = rows.Find(row => row.Kind == RecordKind.Arrival);
        if (arrival is not null && !ready(arrival))
        {
            return new UidLane(rows[0].Uid, null, [], []);
        }

        var rest = rows.Where(row => row != arrival).ToLookup(row => row.Kind == RecordKind.Photo);
        return new UidLane(rows[0].Uid, arrival, rest[false].TakeWhile(ready).ToList(), rest[true].TakeWhile(ready).ToList());
    }

    private static bool IsState(OutboxRow row) => row.Kind == RecordKind.ParkingState;
}
