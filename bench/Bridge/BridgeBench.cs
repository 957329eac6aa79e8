using System.Diagnostics;
using Azure.Storage.Queues;
using HzFunctions.Bench.Reporting;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Bridge;

/// <summary>How fast the bridge takes messages from the broker to the queue, beside a bare subscriber that does the same writes.</summary>
internal sealed class BridgeBench : IBench
{
    /// <summary>The city brain's user at the broker.</summary>
    public const string City = "city-brain";

    /// <summary>The access that the bridge serves.</summary>
    public const string BridgeAccess = "M00001";

    /// <summary>The access that the bare subscriber serves.</summary>
    public const string BareAccess = "M00002";

    private const string BridgeQueue = "downlink";
    private const string BareQueue = "bare";
    private const int WarmUp = 300;
    private const int Rounds = 3;
    private const double Aim = 0.6;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public string Name => "bridge";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var count = Scale.Of(5_000);
        await using var storage = await run.StorageAsync(cancellationToken);
        await using var broker = await Mosquitto.StartAsync(storage, run.Time, cancellationToken);
        var messages = new SealedDownlinks();
        var payloads = messages.Make(count);
        var (bridgeQueue, bareQueue) = (storage.Queue(BridgeQueue), storage.Queue(BareQueue));
        await bridgeQueue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await bareQueue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await using var city = await CityPublisher.ConnectAsync(broker, cancellationToken);
        await using var bare = await BareSubscriber.ConnectAsync(broker, bareQueue, cancellationToken);
        await using var bridge = await BridgeProcess.StartAsync(storage, broker, messages.PublicKey, run.Time, cancellationToken);

        var (bareRates, bridgeRates) = (new List<double>(), new List<double>());
        await MeasureAsync("warming up, bare", BareAccess, bareQueue, WarmUp);
        await MeasureAsync("warming up, bridge", BridgeAccess, bridgeQueue, WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            bareRates.Add(await MeasureAsync("bare subscriber", BareAccess, bareQueue, count));
            bridgeRates.Add(await MeasureAsync("bridge", BridgeAccess, bridgeQueue, count));
        }

        return Finding(count, bareRates.Max(), bridgeRates.Max());

        async Task<double> MeasureAsync(string what, string access, QueueClient queue, int number)
        {
            await queue.ClearMessagesAsync(cancellationToken);
            var chosen = payloads.Take(number).ToList();
            var started = Stopwatch.GetTimestamp();
            await city.PublishAsync(access, chosen, cancellationToken);
            await HasAsync(queue, chosen.Count, run.Time, cancellationToken);
            var rate = chosen.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await run.Progress.WriteLineAsync($"bridge: {what}, {rate:N0} messages/s");
            return rate;
        }
    }

    private static Finding Finding(int count, double bare, double bridge)
    {
        var table = new MarkdownTable("", "messages/s", "of the bare subscriber");
        table.Add("bare MQTTnet subscriber", Figure.Count(bare), Figure.Percent(1));
        table.Add("bridge", Figure.Count(bridge), Figure.Percent(bridge / bare));
        return new Finding
        {
            Title = "Bridge",
            Method = $"""
                {count:N0} payment results (RSA-1024) are published to mosquitto as fast as it takes them, until the last is in the queue of the
                storage emulator. The bridge verifies and opens each, writes it, and acknowledges in the order of arrival; the bare subscriber
                writes the bytes as they came and acknowledges, as many at the same time (16). In turns, best of {Rounds} rounds each. Aim: {Figure.Percent(Aim)}.
                """,
            Tables = [table],
        };
    }

    private static async Task HasAsync(QueueClient queue, int count, TimeProvider time, CancellationToken cancellationToken)
    {
        while ((await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount < count)
        {
            await Task.Delay(Poll, time, cancellationToken);
        }
    }
}
