using HzFunctions.Local.CarParkSimulator.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void So_many_moments_are_handed_out_per_second()
    {
        var pace = new Pace(perSecond: 4, _time);
        var moments = Enumerable.Range(0, 10).Select(_ => pace.NextAsync(CancellationToken.None)).ToList();

        Assert.Equal(1, moments.Count(moment => moment.IsCompleted));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, moments.Count(moment => moment.IsCompleted));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9, moments.Count(moment => moment.IsCompleted));
    }

    [Fact]
    public void After_a_silence_there_is_no_catching_up()
    {
        var pace = new Pace(perSecond: 1, _time);
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.True(pace.NextAsync(CancellationToken.None).IsCompleted);
        Assert.False(pace.NextAsync(CancellationToken.None).IsCompleted);
    }
}
