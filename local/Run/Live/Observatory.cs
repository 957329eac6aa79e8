using HzFunctions.Local.CarParkSimulator.Control;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Run.Live;

/// <summary>Asks all three sides how they are, at once, and puts their answers side by side.</summary>
internal sealed class Observatory(IReadOnlyList<CarParkEndpoint> carParks, RunContacts contacts, RestartLog restarts, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly HandlerWatch _handler = new(contacts.Gateway, restarts, time);

    public async Task<Snapshot> LookAsync(CancellationToken cancellation)
    {
        var ofGateway = Reach.TryAsync(contacts.Operations.StatusAsync, time, cancellation);
        var ofCity = Reach.TryAsync(contacts.City.StatusAsync, time, cancellation);
        var ofTraffic = contacts.Traffic is { } traffic
            ? Reach.TryAsync(traffic.StatusAsync, time, cancellation)
            : Task.FromResult<TrafficStatus?>(null);
        await Task.WhenAll(ofGateway, ofCity, ofTraffic, _handler.LookAsync(cancellation));
        var (gateway, brain, cars) = (await ofGateway, await ofCity, await ofTraffic);
        return new Snapshot
        {
            Elapsed = time.GetElapsedTime(_start),
            Sites = [.. carParks.Select(carPark => Of(carPark, gateway, brain, cars))],
            CityBrainUp = brain?.Up,
            Violations = brain?.Violations,
            Downlinks = brain?.Downlinks,
            Bills = brain?.Bills,
            Delivered = cars?.Delivered,
            Traffic = cars?.State,
            Restarts = restarts.All,
        };
    }

    private static SiteSnapshot Of(CarParkEndpoint carPark, OperationsStatus? gateway, CityStatus? brain, TrafficStatus? cars)
    {
        var site = new Site(carPark.AccessID, carPark.ParkingCode);
        var standing = gateway?.Sites.FirstOrDefault(of => new Site(of.AccessID, of.ParkingCode) == site);
        var driven = cars?.Sites.FirstOrDefault(of => new Site(of.AccessID, of.ParkingCode) == site);
        return new SiteSnapshot
        {
            Site = site,
            Name = carPark.ParkingName,
            Accepted = driven?.Accepted,
            Waiting = driven?.Waiting,
            Forwarded = brain is null ? null : brain.Sites.FirstOrDefault(of => new Site(of.AccessID, of.ParkingCode) == site)?.Events ?? 0,
            Pending = standing?.Pending,
            Refused = standing?.Refused,
            Suspended = standing?.Suspended ?? false,
            BackingOffUntil = standing?.BackingOffUntil,
        };
    }
}
