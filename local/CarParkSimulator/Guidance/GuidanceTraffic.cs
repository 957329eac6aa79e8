using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.CarParkSimulator.Vehicles;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>
/// The drivers of one car park, one story after the other: who uses the booked space, who cancels, who does not come, several who want the same space, and somebody who parks
/// where another has booked. Few and slow, so that they are no load.
/// </summary>
internal sealed class GuidanceTraffic(
    GuidedFloor floor, CarPark carPark, CityBrainApp app, GuidanceLedger ledger, int generation, TimeProvider time)
{
    private const int Rivals = 4;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(700);

    // Later a booking may have expired, and the space be another's by right.
    private static readonly TimeSpan CrowdedFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(5);

    // The car park's words have no finer grain: of two within one second the newer might count as the older.
    private static readonly TimeSpan WholeSeconds = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Visit = TimeSpan.FromSeconds(8);

    private int _drivers;
    private int _spaces;

    /// <summary>Plays until told to stop; nothing waits for what is left open then.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        if (!await floor.FeedAsync(stop))
        {
            return;
        }

        Func<Task>[] stories =
        [
            () => UseAsync(stop, abandon), () => CancelAsync(stop), () => CrowdAsync(stop), () => DisturbAsync(stop), () => StayAwayAsync(stop),
        ];
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            await stories[turn % stories.Length]();
            await PauseAsync(Step, stop);
        }
    }

    // Through the gate, to the lock, to the space, and out again.
    private async Task UseAsync(CancellationToken stop, CancellationToken abandon)
    {
        var (space, journey) = Begin();
        await journey.SearchAsync(isFree: true, stop);
        if (!await journey.BookAsync(stop))
        {
            return;
        }

        await journey.BookAsync(stop);
        await journey.SearchAsync(isFree: false, stop);
        await journey.NavigateAsync(stop);
        await PauseAsync(Step, stop);
        var now = ChinaClock.Now(time);
        var stay = StayOf(journey.Driver, now);
        if (stop.IsCancellationRequested || await carPark.EnterAsync(stay, stop, abandon) is not { } uploads)
        {
            return;
        }

        await journey.LowerLockAsync(stop);
        var hasArrived = await journey.ArriveAsync(stop);
        if (hasArrived)
        {
            await journey.FindAsync(space, stop);
            await journey.CheckStateAsync(expected: 1, stop);
        }

        // On a slow machine the space may be told later than the departure was planned, and then counts as the newer.
        var isInTime = ChinaClock.Now(time) < stay.LeftAt - WholeSeconds;
        await PauseAsync(stay.LeftAt - ChinaClock.Now(time), stop);
        var hasLeft = !stop.IsCancellationRequested && await carPark.GoOnAsync(stay, uploads, stop, abandon);
        if (!isInTime)
        {
            await floor.PlaceAsync(journey.Driver.Plate, string.Empty, stop);
        }
        else if (hasArrived && hasLeft)
        {
            await journey.FindAsync(string.Empty, stop);
            await journey.CheckStateAsync(expected: 1, stop);
        }
    }

    private async Task CancelAsync(CancellationToken stop)
    {
        var (_, journey) = Begin();
        if (await journey.BookAsync(stop))
        {
            await PauseAsync(Step, stop);
            await journey.CancelAsync(stop);
            await journey.SearchAsync(isFree: true, stop);
            await journey.CheckStateAsync(expected: 2, stop);
        }
    }

    // Of several who want the same space at the same moment one gets it.
    private async Task CrowdAsync(CancellationToken stop)
    {
        var (space, first) = Begin();
        var started = time.GetTimestamp();
        Journey[] crowd = [first, .. Enumerable.Range(1, Rivals - 1).Select(_ => JourneyTo(space))];
        var booked = await Task.WhenAll(crowd.Select(journey => journey.BookAsync(stop)));
        var winners = crowd.Where((_, index) => booked[index]).ToList();
        if (winners.Count != 1 && !stop.IsCancellationRequested && time.GetElapsedTime(started) < CrowdedFor)
        {
            first.Break($"{winners.Count} of {Rivals} were given the same space");
        }

        foreach (var winner in winners)
        {
            await PauseAsync(Step, stop);
            await JourneyTo(space).TryToTakeAsync(winner, stop);
            await winner.CancelAsync(stop);
        }
    }

    // Somebody parks on a booked space; the car park hears of it and has him drive on.
    private async Task DisturbAsync(CancellationToken stop)
    {
        var (space, journey) = Begin();
        if (!await journey.BookAsync(stop))
        {
            return;
        }

        var stranger = Next().Plate;
        if (await floor.PlaceAsync(stranger, space, stop))
        {
            journey.Note(GuidanceEvent.Intruded);
            var started = time.GetTimestamp();
            while (!stop.IsCancellationRequested && !floor.KnowsDisturbed(journey.BookRecordId!) && time.GetElapsedTime(started) < HeardWithin)
            {
                await PauseAsync(Step, stop);
            }
        }

        await PauseAsync(WholeSeconds, stop);
        await floor.PlaceAsync(stranger, string.Empty, stop);
        await PauseAsync(WholeSeconds, stop);
        if (await floor.PlaceAsync(journey.Driver.Plate, space, stop))
        {
            if (await journey.ArriveAsync(stop))
            {
                await journey.FindAsync(space, stop);
            }

            await PauseAsync(WholeSeconds, stop);
            await floor.PlaceAsync(journey.Driver.Plate, string.Empty, stop);
        }
    }

    private async Task StayAwayAsync(CancellationToken stop)
    {
        var (_, journey) = Begin();
        if (await journey.BookAsync(stop))
        {
            await PauseAsync(journey.ArriveBy + TimeSpan.FromSeconds(1) - time.GetUtcNow(), stop);
            if (!stop.IsCancellationRequested)
            {
                await journey.CheckStateAsync(expected: 3, stop);
                await journey.SearchAsync(isFree: true, stop);
            }
        }
    }

    private (string Space, Journey Journey) Begin()
    {
        var space = floor.SpaceOf(_spaces++);
        return (space, JourneyTo(space));
    }

    private Journey JourneyTo(string space) => new(carPark.Site, Next(), space, app, ledger, time);

    private Driver Next() => Driver.Of(carPark.Site.ParkingCode, generation, _drivers++);

    // A stay that costs nothing: what is shown here is where it is spent.
    private Stay StayOf(Driver driver, DateTimeOffset now) => new()
    {
        Uid = $"{carPark.Site.ParkingCode}09{now:yyyyMMddHHmmssfff}",
        Plate = new Plate(driver.Plate, PlateColor.Blue),
        Kind = StayKind.Monthly,
        EntryNum = "09",
        OutNum = "09",
        ArrivedAt = now,
        LeftAt = now + Visit,
        ChargeFee = 0,
        Discount = 0,
    };

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
