using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CarParkSimulator.Uploads;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>One simulated car park: cars come and go through its gates, and its office has its own things to tell.</summary>
internal sealed class CarPark(
    Site site,
    StayDraw stays,
    StayUploads stayUploads,
    OfficeUploads office,
    PresentVehicles present,
    Delivery delivery,
    Cashier cashier,
    SiteScore score,
    Pace pace,
    TimeProvider time)
{
    private static readonly TimeSpan HeartbeatCycle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OfficeCycle = TimeSpan.FromSeconds(7);

    // Stays are drawn by several gates at once, and chance is not made for that.
    private readonly Lock _draw = new();

    public Site Site => site;

    public SiteScore Score => score;

    public Cashier Cashier => cashier;

    /// <summary>Lets one car after another through a gate, until told to stop; what was sent is still brought to its end.</summary>
    public async Task RunGateAsync(CancellationToken stop, CancellationToken abandon)
    {
        while (!stop.IsCancellationRequested)
        {
            var (stay, uploads) = Begin();
            await PlayAsync(stay, uploads, stop, abandon);
        }
    }

    /// <summary>Heartbeats (R70), the berths left, tenants who pay; the car park's own data once.</summary>
    public async Task RunOfficeAsync(bool introduce, CancellationToken stop, CancellationToken abandon)
    {
        if (introduce)
        {
            await TellAsync(office.ParkingInfo(), stop, abandon);
        }

        var heartbeatDue = TimeSpan.Zero;
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            if (turn * OfficeCycle >= heartbeatDue)
            {
                heartbeatDue += HeartbeatCycle;
                await delivery.AskAsync(office.Heartbeat(), abandon);
            }

            await TellAsync(turn % 2 == 0 ? office.ParkingState() : office.MonthlyFee(ChinaClock.Now(time)), stop, abandon);
            await Task.Delay(OfficeCycle, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Lets a vehicle in whose stay is not drawn by chance; returns what is still to be uploaded of it, or null.</summary>
    public async Task<IEnumerator<Upload>?> EnterAsync(Stay stay, CancellationToken stop, CancellationToken abandon)
    {
        IEnumerator<Upload> uploads;
        lock (_draw)
        {
            present.Enter(stay);
            uploads = stayUploads.Of(stay).GetEnumerator();
        }

        return Next(uploads) is { } arrival && await TellAsync(arrival, stop, abandon) ? uploads : null;
    }

    /// <summary>Lets such a vehicle out. False: told to stop before all of it was uploaded.</summary>
    public async Task<bool> GoOnAsync(Stay stay, IEnumerator<Upload> uploads, CancellationToken stop, CancellationToken abandon)
    {
        await PlayAsync(stay, uploads, stop, abandon);
        return Next(uploads) is null;
    }

    private async Task PlayAsync(Stay stay, IEnumerator<Upload> uploads, CancellationToken stop, CancellationToken abandon)
    {
        var isArrival = true;
        while (!stop.IsCancellationRequested && Next(uploads) is { } upload)
        {
            var taken = upload.Interface == Upload.Application
                ? await ApplyAsync(stay, upload, stop, abandon)
                : await TellAsync(upload, stop, abandon);
            if (isArrival && !taken)
            {
                return;
            }

            isArrival = false;
        }
    }

    private async Task<bool> TellAsync(Upload upload, CancellationToken stop, CancellationToken abandon)
    {
        await pace.NextAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested && await delivery.DeliverAsync(upload, abandon);
    }

    private async Task<bool> ApplyAsync(Stay stay, Upload application, CancellationToken stop, CancellationToken abandon)
    {
        await pace.NextAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested)
        {
            await cashier.ApplyAsync(stay, application.Data, stop, abandon);
        }

        return true;
    }

    private (Stay Stay, IEnumerator<Upload> Uploads) Begin()
    {
        lock (_draw)
        {
            var stay = stays.Next(ChinaClock.Now(time));
            present.Enter(stay);
            return (stay, stayUploads.Of(stay).GetEnumerator());
        }
    }

    private Upload? Next(IEnumerator<Upload> uploads)
    {
        lock (_draw)
        {
            return uploads.MoveNext() ? uploads.Current : null;
        }
    }
}
