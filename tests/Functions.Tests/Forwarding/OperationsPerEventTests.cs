using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

/// <summary>What an event costs at the storage service; docs/performance.md states these figures.</summary>
public sealed class OperationsPerEventTests
{
    private readonly Workbench _bench = new();
    private readonly CountingTable _log;
    private readonly CountingTable _directory;
    private readonly HandlerParts _handler;

    public OperationsPerEventTests()
    {
        (_log, _directory) = (new CountingTable(_bench.Log), new CountingTable(_bench.Directory));
        _handler = new HandlerParts(
            _log, _directory, _bench.Bell, _bench.Uplink, _bench.Photos, new FixedSiteRegistry([_bench.Entry]), _bench.Clock, new Random(1), new ForwardingOptions());
    }

    [Fact]
    public async Task Accepting_a_new_event_takes_one_transaction_and_one_message()
    {
        await AcceptAsync(1);

        Assert.Equal(1, _log.Operations + _directory.Operations);
        Assert.Equal(1, _bench.Bell.Rung);
    }

    [Fact]
    public async Task Accepting_a_repeat_takes_one_transaction_that_fails_one_read_and_one_message()
    {
        await AcceptAsync(1);
        var before = _log.Operations;

        await _handler.Events.AcceptAsync(
            _bench.Site, CarParkEvent.Arrival("A0", uid: "u0").Definition, CarParkEvent.Arrival("A0", uid: "u0").Payload, null, TestContext.Current.CancellationToken);

        Assert.Equal(2, _log.Operations - before);
        Assert.Equal(2, _bench.Bell.Rung);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Forwarding_takes_two_operations_an_event_and_seven_a_drain(int events)
    {
        await AcceptAsync(events);
        var before = _log.Operations;

        await _handler.Drain.DrainAsync(_bench.Site, TestContext.Current.CancellationToken);

        Assert.Equal(events, _bench.Uplink.Calls.Count);
        Assert.Equal((2 * events) + 7, _log.Operations + _directory.Operations - before);
    }

    private async Task AcceptAsync(int events)
    {
        for (var number = 0; number < events; number++)
        {
            var arrival = CarParkEvent.Arrival($"A{number}", uid: $"u{number}");
            await _handler.Events.AcceptAsync(_bench.Site, arrival.Definition, arrival.Payload, null, TestContext.Current.CancellationToken);
        }
    }
}
