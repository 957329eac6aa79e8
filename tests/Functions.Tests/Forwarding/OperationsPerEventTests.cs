using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

/// <summary>
/// What an event costs at the storage service; docs/performance.md states these figures. What the Functions host does to receive and
/// delete a bell comes on top.
/// </summary>
public sealed class OperationsPerEventTests
{
    private readonly Workbench _bench = new();
    private readonly ITestOutputHelper _output;
    private readonly CountingTable _log;
    private readonly CountingTable _directory;
    private readonly HandlerParts _handler;

    public OperationsPerEventTests(ITestOutputHelper output)
    {
        _output = output;
        (_log, _directory) = (new CountingTable(_bench.Log), new CountingTable(_bench.Directory));
        _handler = new HandlerParts(
            _log, _directory, _bench.Bell, _bench.Uplink, _bench.Photos, new FixedSiteRegistry([_bench.Entry]), _bench.Clock, new Random(1), new ForwardingOptions());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accepting_a_new_event_takes_one_transaction_and_one_message() =>
        Assert.Equal((1, 1), await CountAsync("accept a new event", () => AcceptAsync(Arrival(0))));

    [Fact]
    public async Task Accepting_a_repeat_takes_one_transaction_that_fails_one_read_and_one_message()
    {
        await AcceptAsync(Arrival(0));

        Assert.Equal((2, 1), await CountAsync("accept a repeat", () => AcceptAsync(Arrival(0))));
    }

    [Fact]
    public async Task Accepting_a_revision_takes_two_transactions_one_read_and_one_message()
    {
        await AcceptAsync(Arrival(0));

        Assert.Equal((3, 1), await CountAsync("accept a revision", () => AcceptAsync(Arrival(0).Noting(2))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Forwarding_takes_two_operations_an_event_and_seven_a_drain(int events)
    {
        await AcceptAsync(events);

        Assert.Equal(((2 * events) + 7, 0), await CountAsync($"forward and mark {events}", DrainAsync));
        Assert.Equal(events, _bench.Uplink.Calls.Count);
    }

    [Fact]
    public async Task An_event_by_itself_takes_ten_operations_and_one_message_from_acceptance_to_mark() =>
        Assert.Equal((10, 1), await CountAsync("accept, forward and mark one event", async () =>
        {
            await AcceptAsync(Arrival(0));
            await DrainAsync();
        }));

    [Fact]
    public async Task A_parking_state_takes_one_operation_more() =>
        Assert.Equal((11, 1), await CountAsync("accept, forward and mark one parking state", async () =>
        {
            await AcceptAsync(CarParkEvent.State("08:00:00"));
            await DrainAsync();
        }));

    [Fact]
    public async Task A_bell_that_finds_the_lease_held_takes_one_operation()
    {
        await _bench.AnotherHandler().Leases.TryTakeAsync(_bench.Site, Stop);

        Assert.Equal((1, 0), await CountAsync("a bell that finds the lease held", DrainAsync));
    }

    [Fact]
    public async Task A_bell_that_finds_nothing_takes_six_operations()
    {
        await AcceptAsync(1);
        await DrainAsync();

        Assert.Equal((6, 0), await CountAsync("a bell that finds nothing", DrainAsync));
    }

    [Fact]
    public async Task Watch_takes_one_operation_where_nothing_waits_and_three_and_a_message_where_an_arrival_waits()
    {
        Assert.Equal((1, 0), await CountAsync("Watch where nothing waits", WatchAsync));
        await AcceptAsync(1);
        Assert.Equal((3, 1), await CountAsync("Watch where an arrival waits", WatchAsync));
    }

    private static CarParkEvent Arrival(int number) => CarParkEvent.Arrival($"A{number}", uid: $"u{number}");

    private Task DrainAsync() => _handler.Drain.DrainAsync(_bench.Site, Stop);

    private Task WatchAsync() => _handler.Watch.LookAtAsync(_bench.Site, Stop);

    private Task<GatewayAnswer> AcceptAsync(CarParkEvent sent) => _handler.Events.AcceptAsync(_bench.Site, sent.Definition, sent.Payload, photo: null, Stop);

    private async Task AcceptAsync(int events)
    {
        for (var number = 0; number < events; number++)
        {
            await AcceptAsync(Arrival(number));
        }
    }

    private async Task<(int Operations, int Messages)> CountAsync(string what, Func<Task> work)
    {
        var (operations, rung) = (_log.Operations + _directory.Operations, _bench.Bell.Rung);
        await work();
        var counted = (_log.Operations + _directory.Operations - operations, _bench.Bell.Rung - rung);
        _output.WriteLine($"{what}: {counted.Item1} table operations, {counted.Item2} messages");
        return counted;
    }
}
