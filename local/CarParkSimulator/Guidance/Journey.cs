using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>
/// One driver on the way to a booked space. Each answer is held against what it must be, by the driver's own clock; what is not so is written down as broken.
/// </summary>
internal sealed class Journey(Site site, Driver driver, string space, CityBrainApp app, GuidanceLedger ledger, TimeProvider time)
{
    // The driver's clock is the gateway's here, but an answer takes its time.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private DateTimeOffset _arriveBy;

    public Driver Driver => driver;

    /// <summary>预定记录 id, once there is one.</summary>
    public string? BookRecordId { get; private set; }

    /// <summary>Until when the vehicle must have arrived.</summary>
    public DateTimeOffset ArriveBy => _arriveBy;

    /// <summary>Whether the booking certainly holds the space still. A run that stands still for a while may let it expire under its driver.</summary>
    public bool HoldsStill => time.GetUtcNow() < _arriveBy - Slack;

    /// <summary>Looks for the space among those that can be booked.</summary>
    public async Task SearchAsync(bool isFree, CancellationToken stop)
    {
        if (await app.AskAsync("bookAvailable", stop) is { } answer
            && (isFree || HoldsStill)
            && answer.Data.Any(found => found.GetProperty("parkSpaceId").GetString() == space) != isFree)
        {
            Break($"the space {space} was {(isFree ? "not " : "")}in the list of those that can be booked");
        }
    }

    /// <summary>Books. False: refused, or told to stop.</summary>
    public async Task<bool> BookAsync(CancellationToken stop)
    {
        var answer = await app.AskAsync("bookNew", stop, ("parkSpaceId", space), ("userId", driver.UserId), ("carNum", driver.Plate), ("phone", driver.Phone));
        if (answer is not { Code: 200 })
        {
            return false;
        }

        if (answer.First("recordId") is not { } id || id != answer.First("bookRecordId") || (BookRecordId is not null && id != BookRecordId))
        {
            Break("the booking's id is missing, or is two");
            return false;
        }

        if (BookRecordId is null)
        {
            (BookRecordId, _arriveBy) = (id, DateTimeOffset.FromUnixTimeMilliseconds(answer.Data[0].GetProperty("arriveTime").GetInt64()));
            Note(GuidanceEvent.Booked);
        }

        return true;
    }

    /// <summary>Wants the space of another who has booked it, and must not get it as long as that booking holds.</summary>
    public async Task<bool> TryToTakeAsync(Journey other, CancellationToken stop)
    {
        var taken = await BookAsync(stop);
        if (taken && other.HoldsStill)
        {
            Break("a space that is booked was given to another");
        }

        return taken;
    }

    public async Task CancelAsync(CancellationToken stop)
    {
        if (await app.AskAsync("bookCancel", stop, ("bookRecordId", BookRecordId!)) is { } answer && Holds(answer, "cancelling"))
        {
            Note(GuidanceEvent.Cancelled);
        }
    }

    public async Task NavigateAsync(CancellationToken stop)
    {
        if (await app.AskAsync("indoorNavigation", stop, ("parkSpaceId", space)) is { } answer && answer.First("navigationUrl")?.EndsWith(space, StringComparison.Ordinal) != true)
        {
            Break("the way to the space is not the car park's");
        }
    }

    /// <summary>Has the lock lowered. That nobody has confirmed it is an answer too.</summary>
    public async Task LowerLockAsync(CancellationToken stop)
    {
        switch (await app.OrderAsync("groundLockDown", stop, ("bookRecordId", BookRecordId!)))
        {
            case { Code: 200 }:
                Note(GuidanceEvent.LockConfirmed);
                break;

            case { Code: 400 } when HoldsStill:
                Break("lowering the lock was refused in time");
                break;
        }
    }

    /// <summary>Says that the vehicle is at its space. False: refused, or told to stop.</summary>
    public async Task<bool> ArriveAsync(CancellationToken stop)
    {
        var answer = await app.AskAsync("carNumArriveParkSpaceId", stop, ("parkSpaceId", space), ("carNum", driver.Plate), ("bookRecordId", BookRecordId!));
        if (answer is null || !Holds(answer, "arriving"))
        {
            return false;
        }

        Note(GuidanceEvent.Arrived);
        return true;
    }

    /// <summary>Looks where the vehicle is.</summary>
    public async Task FindAsync(string expected, CancellationToken stop)
    {
        if (await app.AskAsync("findParkSpaceIdByCarNum", stop, ("carNum", driver.Plate)) is { } answer && (answer.First("parkSpaceId") ?? "") != expected)
        {
            Break($"the vehicle was not found where it is ({(expected.Length > 0 ? expected : "nowhere")})");
        }
    }

    /// <summary>Reads the booking's state.</summary>
    public async Task CheckStateAsync(int expected, CancellationToken stop)
    {
        if (await app.AskAsync("bookRecord", stop, ("userId", driver.UserId), ("carNum", driver.Plate)) is not { } answer)
        {
            return;
        }

        var record = answer.Data.FirstOrDefault(found => found.GetProperty("bookRecordId").GetString() == BookRecordId);
        var state = record.ValueKind == JsonValueKind.Object ? record.GetProperty("state").GetInt32() : 0;
        if (state != expected)
        {
            Break($"the booking has state {state} and not {expected}");
        }
        else if (state == 3)
        {
            Note(GuidanceEvent.Expired);
        }
    }

    public void Note(GuidanceEvent about, string? detail = null) => ledger.Write(about, site, driver.UserId, BookRecordId, detail);

    public void Break(string detail) => Note(GuidanceEvent.Broken, detail);

    private bool Holds(AppAnswer answer, string what)
    {
        if (answer.Code != 200 && HoldsStill)
        {
            Break($"{what} was refused in time, with {answer.Code}");
        }

        return answer.Code == 200;
    }
}
