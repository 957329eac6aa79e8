using System.Diagnostics.Metrics;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Forwarding;

/// <summary>What is counted of the way up: meter <c>HzFunctions</c>. No tag names a vehicle or a car park.</summary>
internal sealed class OutboxMetrics
{
    // The timer looks every 30 s. Once it runs in another process, this one must not go on telling what it saw last.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(2);

    private readonly Counter<long> _refused;
    private readonly TimeProvider _time;
    private OutboxCensus _census = new(TimeSpan.Zero, TimeSpan.Zero, 0);
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    public OutboxMetrics(IMeterFactory factory, TimeProvider time)
    {
        _time = time;
        var meter = factory.Create(DownlinkMetrics.MeterName);
        _refused = meter.CreateCounter<long>("hz.outbox.refused", description: "Records that became dead letters");
        meter.CreateObservableGauge("hz.outbox.oldest_pending", () => Fresh(census => census.OldestWaits.TotalSeconds), "s", "How long the oldest record waits");
        meter.CreateObservableGauge("hz.city_brain.silence", () => Fresh(census => census.Silence.TotalSeconds), "s", "How long nothing has answered the car park that is worst off, while records of it wait");
        meter.CreateObservableGauge("hz.accesses.suspended", () => Fresh(census => (long)census.Suspended), description: "Accesses from which the city brain refuses everything");
    }

    public void Refused() => _refused.Add(1);

    /// <summary>What Watch has seen over all car parks.</summary>
    public void Count(OutboxCensus census)
    {
        _census = census;
        _countedAt = _time.GetUtcNow();
    }

    private IEnumerable<Measurement<T>> Fresh<T>(Func<OutboxCensus, T> value)
        where T : struct =>
        _time.GetUtcNow() - _countedAt <= GoodFor ? [new Measurement<T>(value(_census))] : [];
}

/// <summary>How the way up stands, over all car parks.</summary>
/// <param name="OldestWaits">How long the oldest record waits.</param>
/// <param name="Silence">How long nothing has answered the car park that is worst off, of those whose records wait.</param>
/// <param name="Suspended">How many accesses are suspended.</param>
internal sealed record OutboxCensus(TimeSpan OldestWaits, TimeSpan Silence, int Suspended);
