using HzFunctions.Local.Run;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.Run;

public sealed class InterruptionTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Interruption _interruption;

    public InterruptionTests() => _interruption = new Interruption(_time);

    public void Dispose() => _interruption.Dispose();

    [Fact]
    public void The_first_wish_ends_the_traffic_and_the_second_everything()
    {
        _interruption.Raise();
        Assert.True(_interruption.Interrupt.IsCancellationRequested);
        Assert.False(_interruption.Abandon.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(2));
        _interruption.Raise();
        Assert.True(_interruption.Abandon.IsCancellationRequested);
    }

    [Fact]
    public void Two_signals_at_once_are_one_wish()
    {
        _interruption.Raise();
        _time.Advance(TimeSpan.FromMilliseconds(300));
        _interruption.Raise();

        Assert.False(_interruption.Abandon.IsCancellationRequested);
    }
}
