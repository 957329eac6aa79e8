using System.CommandLine;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Tests.Run;

public sealed class RunCommandTests
{
    private readonly RootCommand _root = new("test");
    private readonly RunCommand _command = new();

    public RunCommandTests() => _command.AddTo(_root);

    [Fact]
    public void Without_options_a_run_lasts_until_interrupted_in_the_usual_folder()
    {
        var options = Read();

        Assert.Equal((null, ".local", null, null), (options.For, options.State, options.Report, options.Outage));
        Assert.Equal((4, 20.0, 25, false, (string?)null), (options.CarParks, options.Rate, options.PayLater, options.NoTraffic, options.Package));
    }

    [Fact]
    public void Every_option_is_read()
    {
        var options = Read(
            "--for", "2m", "--car-parks", "7", "--rate", "0.5", "--outage", "10s@15s", "--no-traffic", "--state", "elsewhere",
            "--report", "accounts.json", "--package", "out", "--pay-later", "90", "--keys", "vault", "--throttle", "20s@20s", "--rotate-after", "30s");

        Assert.Equal(TimeSpan.FromMinutes(2), options.For);
        Assert.Equal((7, 0.5, 90), (options.CarParks, options.Rate, options.PayLater));
        Assert.Equal(new OutagePlan(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)), options.Outage);
        Assert.Equal((KeyChoice.Vault, TimeSpan.FromSeconds(30)), (options.Keys, options.RotateAfter));
        Assert.Equal(new OutagePlan(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)), options.Throttle);
        Assert.Equal((true, "elsewhere", "accounts.json", "out"), (options.NoTraffic, options.State, options.Report, options.Package));
    }

    [Theory]
    [InlineData("--for", "60")]
    [InlineData("--for", "soon")]
    [InlineData("--outage", "10s")]
    [InlineData("--outage", "10s@")]
    [InlineData("--outage", "10s@15s@20s")]
    [InlineData("--car-parks", "0")]
    [InlineData("--car-parks", "201")]
    [InlineData("--pay-later", "101")]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "2001")]
    [InlineData("--rate", "fast")]
    [InlineData("--unknown", "1")]
    [InlineData("--throttle", "10s@5s")]
    [InlineData("--rotate-after", "5s")]
    [InlineData("--keys", "memory")]
    public void What_makes_no_sense_is_refused_naming_it(string option, string value)
    {
        var errors = _root.Parse([option, value]).Errors;

        Assert.Contains(errors, error => error.Message.Contains(value, StringComparison.Ordinal) || error.Message.Contains(option, StringComparison.Ordinal));
    }

    private RunOptions Read(params string[] arguments)
    {
        var parsed = _root.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return _command.Read(parsed);
    }
}
