using System.Collections.Concurrent;
using HzFunctions.Bench.Load;

namespace HzFunctions.Bench.CarParks;

/// <summary>Whole stays at some car parks: arrival, payment and departure, each posted when the one before was accepted.</summary>
internal sealed class Backlog(IReadOnlyList<CarParkClient> carParks)
{
    /// <summary>Events that tell of one stay.</summary>
    public const int EventsOfAStay = 3;

    private const int Callers = 16;

    private readonly ConcurrentDictionary<string, bool> _accepted = new(StringComparer.Ordinal);

    /// <summary>The uids of the stays whose events were all accepted.</summary>
    public IReadOnlySet<string> Accepted => _accepted.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Posts stays with numbers that were not used before; returns events per second.</summary>
    public async Task<double> PostAsync(int firstStay, int stays, CancellationToken cancellationToken) =>
        await ClosedLoop.RunAsync(Callers, firstStay, stays, PostAsync, cancellationToken) * EventsOfAStay;

    private async Task PostAsync(int number, CancellationToken cancellationToken)
    {
        var carPark = carParks[number % carParks.Count];
        var stay = carPark.Stay(number);
        await carPark.PostAsync(stay.Arrival(), cancellationToken);
        await carPark.PostAsync(stay.Payment(), cancellationToken);
        await carPark.PostAsync(stay.Departure(), cancellationToken);
        _accepted[stay.Uid] = true;
    }
}
