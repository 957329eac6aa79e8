using Azure.Storage.Queues;
using HzFunctions.Local.Tests.Azurite;

namespace HzFunctions.Local.Tests.FunctionsHost.Support;

/// <summary>A host with one function on a queue of the test's own, and an output to another.</summary>
internal sealed class QueueHost : IAsyncDisposable
{
    private QueueHost(string connectionString)
    {
        In = new QueueClient(connectionString, $"in-{Guid.NewGuid():N}");
        Out = new QueueClient(connectionString, $"out-{Guid.NewGuid():N}");
        Poison = new QueueClient(connectionString, $"{In.Name}-poison");
        Host.Settings["AzureWebJobsStorage"] = connectionString;
    }

    public TestHost Host { get; } = new();

    public QueueClient In { get; }

    public QueueClient Out { get; }

    public QueueClient Poison { get; }

    public HandlerBrain Brain => Host.Brain;

    /// <summary>Not started: messages may be put there first.</summary>
    public static async Task<QueueHost> PrepareAsync(SharedAzurite azurite, string moreOfTrigger = "", string moreOfOutput = "")
    {
        var host = new QueueHost(await azurite.ConnectionStringAsync());
        host.Host.Root.AddFunction(
            "Forward",
            $$"""
            [
              {"type":"queueTrigger","direction":"in","name":"item","queueName":"{{host.In.Name}}"{{moreOfTrigger}}},
              {"type":"queue","direction":"out","name":"out","queueName":"{{host.Out.Name}}"{{moreOfOutput}}}
            ]
            """);
        return host;
    }

    public async Task SendAsync(params string[] messages)
    {
        await In.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var message in messages)
        {
            await In.SendMessageAsync(message, TestContext.Current.CancellationToken);
        }
    }

    public void SetQueues(string key, Newtonsoft.Json.Linq.JToken value) => Host.Root.Host["extensions"]!["queues"]![key] = value;

    /// <summary>All messages of a queue, visible or not; 0 when there is no such queue.</summary>
    public static async Task<int> CountAsync(QueueClient queue) =>
        await queue.ExistsAsync(TestContext.Current.CancellationToken)
            ? (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount
            : 0;

    /// <summary>The texts of the messages that can be seen now.</summary>
    public static async Task<IReadOnlyList<string>> PeekAsync(QueueClient queue) =>
        await queue.ExistsAsync(TestContext.Current.CancellationToken)
            ? [.. (await queue.PeekMessagesAsync(32, TestContext.Current.CancellationToken)).Value.Select(message => message.MessageText)]
            : [];

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
