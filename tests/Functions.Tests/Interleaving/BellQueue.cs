namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The queue of bells: when each message becomes visible.</summary>
internal sealed class BellQueue(WorldClock clock)
{
    private readonly List<DateTimeOffset> _due = [];

    public int Count => _due.Count;

    public bool AnyDue => _due.Exists(due => due <= clock.Now);

    /// <summary>When the next message becomes visible.</summary>
    public DateTimeOffset NextDue => _due.Min();

    public void Add(TimeSpan delay) => _due.Add(clock.Now + delay);

    public void Take() => _due.RemoveAt(_due.FindIndex(due => due <= clock.Now));
}
