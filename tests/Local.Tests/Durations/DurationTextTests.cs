using HzFunctions.Local.Durations;

namespace HzFunctions.Local.Tests.Durations;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("60s", 60_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("0s", 0)]
    public void A_duration_reads_as_people_write_it(string text, int milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("1,5s")]
    [InlineData("1e9h")]
    [InlineData("99999999999999999999h")]
    public void What_is_no_duration_is_refused(string? text)
    {
        Assert.False(DurationText.TryParse(text, out _));
    }

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(250, "250ms")]
    [InlineData(60_000, "1m")]
    [InlineData(90_000, "1.5m")]
    [InlineData(15_000, "15s")]
    public void A_duration_is_written_in_its_largest_unit(int milliseconds, string text)
    {
        Assert.Equal(text, DurationText.Write(TimeSpan.FromMilliseconds(milliseconds)));
    }
}
