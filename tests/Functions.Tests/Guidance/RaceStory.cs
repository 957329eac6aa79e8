using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>
/// A booking at the end of its time, and three processes that meet over it: the driver cancels, the vehicle arrives, and Watch tidies while another driver wants the space. Each step of
/// theirs, the moment at which the time is over, lost answers and deaths are for a schedule to choose.
/// </summary>
internal sealed class RaceStory : IDisposable
{
    private const string Space = "A-1";
    private const string Plate = "浙A00001";
    private const string OtherPlate = "浙A00002";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTable _table;
    private readonly SiteEntry _site = FixedSiteRegistry.Entry("1001", "P1");
    private readonly List<GuidanceParts> _parts = [];
    private readonly List<(string Name, SteppedGuidanceTable Table, Task Work)> _actors = [];
    private readonly BookingRow _booking;
    private BookingOutcome? _cancelled;
    private BookingOutcome? _arrived;
    private BookingOutcome? _rebooked;
    private bool _isOver;
    private bool _isDisturbed;

    public RaceStory()
    {
        _table = new InMemoryTable(_clock);
        var setUp = Assemble(_table);
        setUp.Spaces.PutAsync(_site.Site, [new SpaceRow(Space) { SizeType = "普通", Floor = "B1", Area = "A", Bookable = true, FedAt = _clock.GetUtcNow() }], default).GetAwaiter().GetResult();
        _booking = setUp.Reservations.BookAsync(_site, Order(Plate), default).GetAwaiter().GetResult().Booking!;
        _clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Begin("cancel", async parts => _cancelled = await parts.Reservations.CancelAsync(_booking.Id, default));
        Begin("arrive", async parts => _arrived = await parts.Places.ArrivedAsync(_booking.Id, Plate, Space, default));
        Begin("tidy", parts => parts.Tidy.RunAsync(_site.Site, default));
        Begin("another", async parts => _rebooked = await parts.Reservations.BookAsync(_site, Order(OtherPlate), default));
    }

    /// <summary>What has happened.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Runs to the end; returns what did not hold, or null.</summary>
    /// <param name="choose">Gets how many ordinary moves there are and how many in all, and chooses one.</param>
    public string? Run(Func<int, int, int> choose)
    {
        while (Moves() is { All.Count: > 0 } moves)
        {
            var (name, make) = moves.All[choose(moves.Ordinary, moves.All.Count)];
            Told.Add(name);
            make();
            if (GuidanceInvariants.Violation(_table, _site.Site) is { } violation)
            {
                return violation;
            }
        }

        return Verdict();
    }

    public void Dispose() => _parts.ForEach(parts => parts.Dispose());

    private (List<(string Name, Action Make)> All, int Ordinary) Moves()
    {
        var waiting = _actors.Where(actor => actor.Table.IsWaiting).ToList();
        List<(string, Action)> moves = [.. waiting.Select(actor => (actor.Name, (Action)(() => actor.Table.Step())))];
        if (waiting.Count == 0)
        {
            return (moves, 0);
        }

        var ordinary = moves.Count;
        if (!_isOver)
        {
            moves.Add(("the time is over", () =>
            {
                _isOver = true;
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
            ));
        }

        foreach (var actor in waiting.Where(_ => !_isDisturbed))
        {
            moves.Add(($"{actor.Name}, answer lost", () => Disturb(() => actor.Table.Step(fails: true))));
            moves.Add(($"{actor.Name} dies", () => Disturb(() => _actors.Remove(actor))));
        }

        return (moves, ordinary);
    }

    private void Disturb(Action disturbance)
    {
        _isDisturbed = true;
        disturbance();
    }

    private string? Verdict()
    {
        var fault = _actors.Select(actor => actor.Work.Exception?.InnerException).FirstOrDefault(fault => fault is not null and not IOException);
        var booking = Find(_booking)!;
        var state = booking.StateAt(_clock.GetUtcNow());
        var (saidCancelled, saidArrived) = (_cancelled is { Booking: not null }, _arrived is { Booking: not null });
        var unfinished = _actors.Find(actor => !actor.Work.IsCompleted).Name;
        return fault is not null ? $"somebody failed: {fault}"
            : unfinished is not null ? $"{unfinished} has never come to an end"
            : saidCancelled && saidArrived ? "both were told that they had it"
            : saidCancelled && state != BookingState.Cancelled ? $"the driver was told that it is cancelled, and it is {state}"
            : saidArrived && state != BookingState.Arrived ? $"the driver was told that it has arrived, and it is {state}"
            : _cancelled is { Refusal: { } no } && state == BookingState.Cancelled ? $"the driver was told {no}, and it is cancelled"
            : _arrived is { Refusal: { } nor } && state == BookingState.Arrived ? $"the driver was told {nor}, and it has arrived"
            : _rebooked is { Booking: not null } && state == BookingState.Arrived ? "the space was given to another although the vehicle has arrived"
            : _rebooked is { Booking: { } other } && StateOf(other) != BookingState.Booked ? $"another driver was told of a booking that is {StateOf(other)?.ToString() ?? "not there"}"
            : booking.State == BookingState.Expired && booking.EndedAt != _booking.ArriveBy ? "it has expired at another time than its own"
            : null;
    }

    private BookingRow? Find(BookingRow booking) => _parts[0].Store.FindAsync(booking.Id, default).GetAwaiter().GetResult();

    private BookingState? StateOf(BookingRow booking) => Find(booking)?.StateAt(_clock.GetUtcNow());

    private void Begin(string name, Func<GuidanceParts, Task> work)
    {
        var table = new SteppedGuidanceTable(_table);
        _actors.Add((name, table, work(Assemble(table))));
    }

    private GuidanceParts Assemble(ITable table)
    {
        var parts = new GuidanceParts(table, new InMemoryTable(_clock), new InMemoryTable(_clock), _clock);
        _parts.Add(parts);
        return parts;
    }

    private static BookingOrder Order(string plate) => new(Space, "u", plate, "13788888888");
}
