using HzFunctions.Local.FunctionsHost.Handler;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.FunctionsHost;

public sealed class HandlerErrorsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Half_an_hour_of_peace_clears_the_record_and_not_a_moment_less()
    {
        var errors = new HandlerErrors(_time);

        Assert.False(errors.Record());
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.False(errors.Record());
        Assert.Equal(2, errors.Count);
        _time.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromTicks(1));
        Assert.False(errors.Record());
        Assert.Equal(1, errors.Count);
    }

    [Fact]
    public void The_third_on_record_is_too_much()
    {
        var errors = new HandlerErrors(_time);

        Assert.Equal([false, false, true], [errors.Record(), errors.Record(), errors.Record()]);
    }
}
