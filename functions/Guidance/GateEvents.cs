using System.Collections.Concurrent;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// What a car park's own arrivals and departures mean for indoor guidance. Only where the car park has told of spaces: for all others this costs one look in half a minute.
/// </summary>
internal sealed class GateEvents(GuidanceStore store, VehiclePlaces places, TimeProvider time)
{
    private const string Departure = "uploadCarOutData";

    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(30);

    // A car park that has spaces keeps them; of the others it is remembered when they were looked at.
    private readonly ConcurrentDictionary<SiteId, DateTimeOffset> _withoutSpacesAt = new();
    private readonly ConcurrentDictionary<SiteId, bool> _withSpaces = new();

    /// <summary>True for the interfaces that bring them.</summary>
    public static bool Are(string interfaceName) => interfaceName is RecordKind.Arrival or Departure;

    /// <summary>Notes an event that was accepted: <c>{"data":{…}}</c>, checked.</summary>
    public async Task NoteAsync(SiteId site, string interfaceName, string payload, CancellationToken cancellationToken)
    {
        if (!await HasSpacesAsync(site, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        var plate = data.GetProperty("plateNo").GetString()!;
        var isArrival = interfaceName == RecordKind.Arrival;
        if (!ChinaTime.TryParse(data.GetProperty(isArrival ? "arriveTime" : "endTime").GetString(), out var at) || !CarParkClock.IsPossible(at))
        {
            return;
        }

        await (isArrival
            ? places.EnteredAsync(site, plate, at, cancellationToken)
            : places.LeftAsync(site, plate, at, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>A car park has told of spaces.</summary>
    public void Expect(SiteId site) => _withSpaces[site] = true;

    private async ValueTask<bool> HasSpacesAsync(SiteId site, CancellationToken cancellationToken)
    {
        if (_withSpaces.ContainsKey(site))
        {
            return true;
        }

        var now = time.GetUtcNow();
        if (_withoutSpacesAt.TryGetValue(site, out var lookedAt) && now - lookedAt < BelievedFor)
        {
            return false;
        }

        if (await store.HasSpacesAsync(site, cancellationToken).ConfigureAwait(false))
        {
            Expect(site);
            return true;
        }

        _withoutSpacesAt[site] = now;
        return false;
    }
}
