using System.Diagnostics;
using System.Text;
using HzFunctions.Functions.Webhooks;
using HzFunctions.Local;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>The lines of the guides that verify a webhook, run as they stand there.</summary>
public sealed class GuideSignatureTests
{
    private const string Fence = "```";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("密钥 of the tests");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"x","data":{"plateNo":"浙A8Q9Z7"}}""");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("car-park-guide.md")]
    [InlineData("car-park-guide.zh-CN.md")]
    public async Task A_car_park_that_uses_the_lines_of_the_guide_takes_what_is_ours_and_fresh_and_nothing_else(string guide)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (timestamp, signature) = WebhookSignature.Make(Secret, now, Body);
        var (oldTimestamp, oldSignature) = WebhookSignature.Make(Secret, now - TimeSpan.FromMinutes(6), Body);
        var (_, foreignSignature) = WebhookSignature.Make("another"u8, now, Body);

        Assert.Equal("True", await VerifyAsync(guide, timestamp, signature, Body));
        Assert.Equal("False", await VerifyAsync(guide, timestamp, signature, [.. Body, (byte)' ']));
        Assert.Equal("False", await VerifyAsync(guide, timestamp, foreignSignature, Body));
        Assert.Equal("False", await VerifyAsync(guide, oldTimestamp, oldSignature, Body));
        Assert.Equal("False", await VerifyAsync(guide, oldTimestamp, signature, Body));
        Assert.Equal("False", await VerifyAsync(guide, "now", signature, Body));
        Assert.Equal("False", await VerifyAsync(guide, timestamp, string.Empty, Body));
    }

    private static async Task<string> VerifyAsync(string guide, string timestamp, string signature, byte[] body)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", guide), Stop);
        var lines = text.Split($"{Fence}python\n")[1].Split(Fence)[0];
        var start = new ProcessStartInfo(RequiredTool.Find("python3")) { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            $"{lines}\nprint(is_ours(bytes.fromhex('{Convert.ToHexString(Secret)}'), '{timestamp}', '{signature}', bytes.fromhex('{Convert.ToHexString(body)}')))");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return output.Trim();
    }
}
