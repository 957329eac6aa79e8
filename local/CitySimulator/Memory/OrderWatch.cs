using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>
/// Notices when something of a stay came before its arrival although the car park had uploaded the arrival first. It can only be seen
/// when the arrival comes after all; an arrival that the city itself had turned away before is nobody's fault.
/// </summary>
internal sealed class OrderWatch
{
    private readonly Dictionary<(Site Site, string Uid), string> _orphans = [];
    private readonly HashSet<(Site Site, string Uid)> _turnedAway = [];

    public void NoteOrphan(Site site, string uid, string uploadTime) => _orphans.TryAdd((site, uid), uploadTime);

    public void NoteTurnedAway(Site site, string uid) => _turnedAway.Add((site, uid));

    /// <summary>Whether this arrival ought to have come before something that came already. Times of a second cannot tell more.</summary>
    public bool IsOverdue(Site site, string uid, string uploadTime) =>
        !_turnedAway.Contains((site, uid))
        && _orphans.Remove((site, uid), out var orphan)
        && string.CompareOrdinal(uploadTime, orphan) < 0;
}
