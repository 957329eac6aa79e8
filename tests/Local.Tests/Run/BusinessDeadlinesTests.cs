using System.CommandLine;
using HzFunctions.Local.CitySimulator;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Tests.Run;

public sealed class BusinessDeadlinesTests
{
    [Fact]
    public void The_gateway_and_the_city_brain_are_told_the_same()
    {
        Assert.Equal(
            [("Bills__UnpaidAfterSeconds", "20"), ("Bills__ReportEverySeconds", "10"), ("Bills__LateAfterSeconds", "30")],
            BusinessDeadlines.Settings.Where(setting => setting.Key.StartsWith("Bills", StringComparison.Ordinal)).Select(setting => (setting.Key, setting.Value)));

        var parsed = CitySimulatorCommand.Create().Parse([.. BusinessDeadlines.CityOptions, "--state", "unused"]);
        Assert.Empty(parsed.Errors);
        Assert.Equal(
            (BusinessDeadlines.Bills.UnpaidAfter, BusinessDeadlines.Bills.ReportEvery),
            (parsed.GetValue<TimeSpan>("--unpaid-after"), parsed.GetValue<TimeSpan>("--report-every")));
    }

    [Theory]
    [InlineData("--unpaid-after")]
    [InlineData("--report-every")]
    public void What_is_no_duration_is_refused(string option)
    {
        var errors = CitySimulatorCommand.Create().Parse([option, "soon", "--state", "unused"]).Errors;

        Assert.Contains("soon", Assert.Single(errors).Message, StringComparison.Ordinal);
    }
}
