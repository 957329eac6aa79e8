using HzFunctions.Local.Durations;

namespace HzFunctions.Local.CitySimulator.Faults;

/// <summary>The faults in force.</summary>
internal sealed class FaultBoard(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private int _lastId;

    public IReadOnlyList<Fault> Active
    {
        get
        {
            lock (_gate)
            {
                DropOver();
                return [.. _faults];
            }
        }
    }

    public bool IsOutage => Active.Any(fault => fault.Order.Kind == FaultKind.Outage);

    /// <exception cref="FormatException">A duration cannot be read.</exception>
    public Fault Add(FaultOrder order)
    {
        var until = time.GetUtcNow() + Read(order.Duration);
        lock (_gate)
        {
            var fault = new Fault(++_lastId, order, until, Read(order.Delay), order.Count);
            _faults.Add(fault);
            return fault;
        }
    }

    /// <summary>The first fault of this kind that meets the request.</summary>
    public Fault? Find(FaultKind kind, FaultTarget target) => Active.FirstOrDefault(fault => fault.Order.Kind == kind && fault.Meets(target));

    /// <summary>The first fault of this kind that meets the request, counted as met.</summary>
    public Fault? Take(FaultKind kind, FaultTarget target)
    {
        lock (_gate)
        {
            DropOver();
            var index = _faults.FindIndex(fault => fault.Order.Kind == kind && fault.Meets(target));
            if (index < 0)
            {
                return null;
            }

            var met = _faults[index];
            _faults[index] = met with { Remaining = met.Remaining - 1 };
            return met;
        }
    }

    public bool Remove(int id)
    {
        lock (_gate)
        {
            return _faults.RemoveAll(fault => fault.Id == id) > 0;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    private void DropOver()
    {
        var now = time.GetUtcNow();
        _faults.RemoveAll(fault => fault.Remaining <= 0 || fault.Until <= now);
    }

    private static TimeSpan? Read(string? text) => text switch
    {
        null => null,
        _ when DurationText.TryParse(text, out var duration) => duration,
        _ => throw new FormatException($"\"{text}\" is no duration; write 500ms, 10s, 2m or 1h."),
    };
}
