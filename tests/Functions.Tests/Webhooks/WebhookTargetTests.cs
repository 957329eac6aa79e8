using System.Net;
using HzFunctions.Functions.Webhooks;
using Microsoft.Extensions.Options;

namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>Which URLs a car park may name.</summary>
public sealed class WebhookTargetTests
{
    [Theory]
    [InlineData("https://car-park.example/hook", null)]
    [InlineData("https://car-park.example:443/hook?x=1", null)]
    [InlineData("https://8.8.8.8/", null)]
    [InlineData("https://car-park.example:8443/", null)]
    [InlineData("http://127.0.0.1:5000/", null)]
    [InlineData("http://[::1]:5000/", null)]
    [InlineData("http://simulator:80/", null)]
    [InlineData("http://SIMULATOR/", null)]
    [InlineData("http://car-park.example/", "https")]
    [InlineData("ftp://car-park.example/", "https")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("https://car-park.example:22/", "port")]
    [InlineData("https://10.0.0.1/", "public")]
    [InlineData("https://169.254.169.254/metadata", "public")]
    [InlineData("https://2130706434.example@10.0.0.1/", "user name")]
    [InlineData("https://[::ffff:10.0.0.1]/", "public")]
    [InlineData("https://[fd00::1]/", "public")]
    [InlineData("https://0x0a000001/", "public")]
    [InlineData("https://167772161/", "public")]
    [InlineData("https://car-park.example/#x", "fragment")]
    [InlineData("http://localhost/", "https")]
    public void A_URL_is_judged_by_scheme_port_and_address(string url, string? refusal)
    {
        var targets = new WebhookTargets(new WebhookOptions { AllowedTargets = "127.0.0.0/8, ::1, simulator", AllowedPorts = "8443" });

        var found = targets.RefusalOf(new Uri(url));

        if (refusal is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.Contains(refusal, found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_settings_nothing_but_public_addresses_is_allowed()
    {
        var targets = new WebhookTargets(new WebhookOptions());

        Assert.False(targets.Allows("localhost", IPAddress.Loopback));
        Assert.NotNull(targets.RefusalOf(new Uri("http://127.0.0.1/")));
        Assert.True(targets.Allows("car-park.example", IPAddress.Parse("8.8.8.8")));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "", true)]
    [InlineData("a b", "", false)]
    [InlineData("10.0.0.0/99", "", false)]
    [InlineData("", "443,8443", true)]
    [InlineData("", "0", false)]
    [InlineData("", "x", false)]
    public void Settings_that_say_nothing_show_at_start_up(string targets, string ports, bool isGood) =>
        Assert.Equal(isGood, new WebhookOptionsValidator().Validate(null, new WebhookOptions { AllowedTargets = targets, AllowedPorts = ports }) == ValidateOptionsResult.Success);
}
