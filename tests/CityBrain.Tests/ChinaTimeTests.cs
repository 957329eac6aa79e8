using CsCheck;

namespace HzFunctions.CityBrain.Tests;

public sealed class ChinaTimeTests
{
    [Fact]
    public void R33_times_are_written_in_China_time_whatever_the_offset_given()
    {
        Assert.Equal("2024-03-01 00:00:00", ChinaTime.Format(new DateTimeOffset(2024, 2, 29, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal("2024-02-29 23:59:59", ChinaTime.Format(new DateTimeOffset(2024, 2, 29, 17, 59, 59, 999, TimeSpan.FromHours(2))));
        Assert.Equal("2024-02-29", ChinaTime.FormatDay(new DateOnly(2024, 2, 29)));
    }

    [Fact]
    public void R33_a_time_that_was_written_reads_back_to_the_second() =>
        Gen.Long[new DateTime(1, 1, 2).Ticks, new DateTime(9999, 12, 30).Ticks].Sample(ticks =>
        {
            var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
            Assert.True(ChinaTime.TryParse(ChinaTime.Format(instant), out var read));
            Assert.Equal(instant.ToUnixTimeSeconds(), read.ToUnixTimeSeconds());
            Assert.Equal(ChinaTime.Offset, read.Offset);
        });

    [Theory]
    [InlineData("2023-02-29 00:00:00")]
    [InlineData("2024-01-01 24:00:00")]
    [InlineData("2024-01-01 23:59:60")]
    [InlineData("2024-01-01")]
    [InlineData("2024-01-01T00:00:00")]
    [InlineData("2024-01-01 00:00:00 ")]
    [InlineData("2024-1-1 0:0:0")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("")]
    public void R33_what_is_no_time_of_the_calendar_in_the_one_pattern_is_refused(string text) =>
        Assert.False(ChinaTime.TryParse(text, out _));

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-01-01 00:00:00")]
    [InlineData("20240101")]
    public void R33_what_is_no_day_of_the_calendar_in_the_one_pattern_is_refused(string text) =>
        Assert.False(ChinaTime.TryParseDay(text, out _));

    [Fact]
    public void A_business_day_runs_from_midnight_to_midnight_in_China()
    {
        var day = new DateOnly(2024, 5, 6);
        Assert.Equal(day, ChinaTime.BusinessDay(ChinaTime.StartOf(day)));
        Assert.Equal(day.AddDays(-1), ChinaTime.BusinessDay(ChinaTime.StartOf(day).AddTicks(-1)));
        Assert.Equal(new DateTimeOffset(2024, 5, 5, 16, 0, 0, TimeSpan.Zero), ChinaTime.StartOf(day));
    }
}
