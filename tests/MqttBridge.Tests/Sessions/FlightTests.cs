using HzFunctions.MqttBridge.Sessions;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>Messages between arrival and acknowledgement.</summary>
public sealed class FlightTests
{
    private readonly List<int> _acknowledged = [];
    private int _inFlight;

    [Fact]
    public async Task Acknowledgements_go_out_in_the_order_of_arrival_whatever_the_order_of_the_work()
    {
        using var flight = Make(3);
        var works = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToList();
        for (var index = 0; index < 3; index++)
        {
            await TakeAsync(flight, index, works[index].Task);
        }

        var acknowledging = flight.AcknowledgeAsync();
        works[2].SetResult();
        works[1].SetResult();
        Assert.Empty(_acknowledged);
        works[0].SetResult();
        flight.Close();
        await acknowledging;

        Assert.Equal([0, 1, 2], _acknowledged);
        Assert.Equal(0, _inFlight);
    }

    [Fact]
    public async Task One_more_than_the_limit_waits_until_one_is_acknowledged()
    {
        using var flight = Make(1);
        var work = new TaskCompletionSource();
        await TakeAsync(flight, 0, work.Task);
        var second = TakeAsync(flight, 1, Task.CompletedTask);
        Assert.False(second.IsCompleted);

        var acknowledging = flight.AcknowledgeAsync();
        work.SetResult();
        await second;
        flight.Close();
        await acknowledging;

        Assert.Equal([0, 1], _acknowledged);
    }

    [Fact]
    public async Task Work_that_fails_is_not_acknowledged_and_nothing_after_it_either()
    {
        using var flight = Make(3);
        await TakeAsync(flight, 0, Task.CompletedTask);
        await TakeAsync(flight, 1, Task.FromException(new StorageAwayException(null)));
        await TakeAsync(flight, 2, Task.CompletedTask);

        await Assert.ThrowsAsync<StorageAwayException>(flight.AcknowledgeAsync);
        await flight.AbandonAsync();

        Assert.Equal([0], _acknowledged);
        Assert.Equal(0, _inFlight);
    }

    [Fact]
    public async Task What_comes_when_the_connection_is_ending_is_left_to_the_next_one()
    {
        using var flight = Make(1);
        flight.Close();
        await TakeAsync(flight, 0, Task.CompletedTask);
        await flight.AcknowledgeAsync();

        Assert.Empty(_acknowledged);
        Assert.Equal(0, _inFlight);
    }

    private Flight Make(int limit) => new(limit, () => _inFlight++, () => _inFlight--);

    private Task TakeAsync(Flight flight, int number, Task work) => flight.TakeAsync(
        () => work,
        () =>
        {
            _acknowledged.Add(number);
            return Task.CompletedTask;
        },
        TestContext.Current.CancellationToken);
}
