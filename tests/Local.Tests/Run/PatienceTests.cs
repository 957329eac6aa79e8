using HzFunctions.Local.Run.Closing;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.Run;

public sealed class PatienceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_lasts_as_long_as_the_number_falls()
    {
        var patience = new Patience(TimeSpan.FromSeconds(90), _time);
        for (var left = 20; left > 0; left--)
        {
            Assert.False(patience.IsOver(left));
            _time.Advance(TimeSpan.FromSeconds(80));
        }

        Assert.False(patience.IsOver(0));
    }

    [Fact]
    public void It_ends_when_nothing_falls_for_too_long()
    {
        var patience = new Patience(TimeSpan.FromSeconds(90), _time);
        Assert.False(patience.IsOver(20));
        _time.Advance(TimeSpan.FromSeconds(89));
        Assert.False(patience.IsOver(20));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(patience.IsOver(21));
    }

    [Fact]
    public void Who_cannot_be_asked_does_not_get_any_further()
    {
        var patience = new Patience(TimeSpan.FromSeconds(90), _time);
        _time.Advance(TimeSpan.FromSeconds(90));

        Assert.True(patience.IsOver(null));
    }
}
