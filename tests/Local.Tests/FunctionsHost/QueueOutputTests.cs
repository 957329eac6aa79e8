using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>What becomes of outputs: B.8, and correction 5.</summary>
public sealed class QueueOutputTests(SharedAzurite azurite)
{
    [Fact]
    public async Task Outputs_are_sent_to_a_queue_that_is_made_for_them()
    {
        await using var host = await AnsweredAsync("""{"Outputs":{"out":["{\"a\":1}","two"]}}""");

        await Eventually.IsTrueAsync(async () => (await QueueHost.PeekAsync(host.Out)).Count == 2);

        Assert.Equal(["""{"a":1}""", "two"], await QueueHost.PeekAsync(host.Out));
    }

    [Fact]
    public async Task Text_that_looks_like_JSON_and_is_not_fails_the_invocation()
    {
        await using var host = await AnsweredAsync("""{"Outputs":{"out":"[not json]"}}""");

        await Eventually.IsTrueAsync(() => host.Host.Log.Says(LogLevel.Error, "The output 'out' could not be written"));

        Assert.Empty(await QueueHost.PeekAsync(host.Out));
    }

    [Fact]
    public async Task Messages_are_Base64_where_host_json_says_so()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("messageEncoding", "base64");
        host.Brain.Answer = context => HandlerBrain.Json(context, """{"Outputs":{"out":["你好"]}}""");
        await host.SendAsync(Convert.ToBase64String("go"u8));
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => (await QueueHost.PeekAsync(host.Out)).Count == 1);

        Assert.Equal([Convert.ToBase64String("你好"u8)], await QueueHost.PeekAsync(host.Out));
    }

    private static async Task RunAsync(QueueHost host, string answer)
    {
        host.Brain.Answer = context => HandlerBrain.Json(context, answer);
        await host.SendAsync("go");
        await host.Host.StartAsync();
    }

    private async Task<QueueHost> AnsweredAsync(string answer)
    {
        var host = await QueueHost.PrepareAsync(azurite);
        await RunAsync(host, answer);
        return host;
    }
}
