using HzFunctions.Functions.Tests.Gateway;
using Microsoft.Extensions.Options;

namespace HzFunctions.Functions.Tests.Host;

/// <summary>A handler with a bad setting does not start, and names it.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("AzureWebJobsStorage", null, "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "no connection string", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=%%%", "AzureWebJobsStorage")]
    [InlineData("Operations:AdminKeySha256", "abc", "AdminKeySha256")]
    [InlineData("Operations:AdminKeySha256", "the key itself and not its hash, which is 64 hexadecimal digits!", "AdminKeySha256")]
    [InlineData("Forwarding:CallSeconds", "10", "CallSeconds")]
    [InlineData("Forwarding:CallSeconds", "0", "CallSeconds")]
    [InlineData("Forwarding:CallSeconds", "eight", "CallSeconds")]
    [InlineData("Forwarding:CallsAtOnce", "0", "CallsAtOnce")]
    [InlineData("Forwarding:RecordPatienceHours", "0", "RecordPatienceHours")]
    [InlineData("Forwarding:UnreachablePatienceDays", "31", "UnreachablePatienceDays")]
    [InlineData("DirectCalls:TimeLimitMilliseconds", "100", "TimeLimitMilliseconds")]
    [InlineData("DirectCalls:HeadStartMilliseconds", "-1", "HeadStartMilliseconds")]
    [InlineData("Heartbeats:DriftLimitSeconds", "0", "DriftLimitSeconds")]
    [InlineData("Heartbeats:OfflineAfterMinutes", "1", "OfflineAfterMinutes")]
    [InlineData("RateLimits:PerSecond", "0", "PerSecond")]
    [InlineData("RateLimits:Burst", "0", "Burst")]
    [InlineData("Guidance:CityBrainKeySha256", "the key itself", "CityBrainKeySha256")]
    [InlineData("Guidance:CityBrainKeySha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "empty key")]
    [InlineData("Guidance:AllowedAddresses", "10.0.0.0/8, nowhere", "AllowedAddresses")]
    [InlineData("Guidance:PhoneKey", "", "PhoneKey")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string setting, string? value, string named)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var host = await GatewayHost.StartAsync(new Dictionary<string, string?> { [setting] = value });
        });

        Assert.True(fault is OptionsValidationException or InvalidOperationException, fault.ToString());
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the key itself", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_operates_a_handler_without_an_admin_key()
    {
        var fault = await Record.ExceptionAsync(async () =>
        {
            await using var host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["Operations:AdminKeySha256"] = "" });
        });

        // Registering what the tests need is refused.
        Assert.Contains("X-Admin-Key", fault!.Message, StringComparison.Ordinal);
    }
}
