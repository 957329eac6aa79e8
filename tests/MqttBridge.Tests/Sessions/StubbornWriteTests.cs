using Azure;
using HzFunctions.MqttBridge.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>Writing to a storage that does not always answer.</summary>
public sealed class StubbornWriteTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_that_fails_is_tried_again_until_it_succeeds()
    {
        var attempts = 0;
        var writing = Writer().RunAsync(
            _ => ++attempts < 5 ? Task.FromException(new RequestFailedException(503, "busy")) : Task.CompletedTask, Stop);
        await AdvanceUntilOverAsync(writing);

        await writing;
        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task After_30_seconds_it_is_given_up()
    {
        var writing = Writer().RunAsync(_ => Task.FromException(new RequestFailedException(0, "no answer")), Stop);
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(writing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await Assert.ThrowsAsync<StorageAwayException>(() => writing);
    }

    [Fact]
    public async Task A_call_that_never_ends_is_given_up_too()
    {
        var writing = Writer().RunAsync(cancel => Task.Delay(Timeout.InfiniteTimeSpan, _time, cancel), Stop);
        await AdvanceUntilOverAsync(writing);

        await Assert.ThrowsAsync<StorageAwayException>(() => writing);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task What_the_storage_will_never_take_is_not_tried_again(int status) =>
        await Assert.ThrowsAsync<RequestFailedException>(
            () => Writer().RunAsync(_ => Task.FromException(new RequestFailedException(status, "no")), Stop));

    private StubbornWrite Writer() => new(new BridgeOptions(), _time, new Random(7));

    private async Task AdvanceUntilOverAsync(Task writing)
    {
        while (!writing.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
