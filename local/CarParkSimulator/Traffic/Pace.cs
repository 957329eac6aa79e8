namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>Hands out the moments at which something may be sent: so many per second over all car parks, evenly spread.</summary>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _gate = new();
    private TimeSpan _next;

    public Task NextAsync(CancellationToken cancellation)
    {
        var wait = Take();
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellation) : Task.CompletedTask;
    }

    // A moment that nobody wanted is gone: there is no catching up after a silence.
    private TimeSpan Take()
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            var slot = _next > now ? _next : now;
            _next = slot + _interval;
            return slot - now;
        }
    }
}
