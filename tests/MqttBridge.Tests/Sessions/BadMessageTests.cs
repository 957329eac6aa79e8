using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Tests.Support;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>What no car park may get, brought by both brokers: it is kept aside and counted, and the bridge goes on.</summary>
public sealed class BadMessageTests : BrokerTestBase
{
    private const string Topic = "hzcity/v2/payResult/M00001/1001";
    private const string OfVersion1 = "/hzcity/noticepay/M00001/1001";
    private const string OfAnotherAccess = "hzcity/v2/payResult/M00002/1001";

    // mosquitto sends no more than 20 that it has no acknowledgement of: these come only once it knows that the bad ones are done with.
    private const int GoodAfterwards = 40;

    /// <summary>Every kind, in the order of the reasons.</summary>
    private static readonly (string Topic, byte[] Payload, QuarantineReason Reason)[] Bad =
    [
        (Topic, new byte[1024 * 1024], QuarantineReason.TooLarge),
        (OfVersion1, Platform.Default.Message(1), QuarantineReason.UnknownTopic),
        (OfAnotherAccess, Platform.Default.Message(1), QuarantineReason.UnknownTopic),
        (Topic + "/more", Platform.Default.Message(1), QuarantineReason.UnknownTopic),
        (Topic, "no JSON"u8.ToArray(), QuarantineReason.NotJson),
        (Topic, """{"requestId":1}"""u8.ToArray(), QuarantineReason.MissingMember),
        (Topic, new Platform().Message(1), QuarantineReason.WrongSignature),
        (Topic, Undecryptable(), QuarantineReason.Undecryptable),
        (Topic, Platform.Default.Message(1, "[]"), QuarantineReason.NoObject),
    ];

    [Theory]
    [MemberData(nameof(DeliveryTests.Brokers), MemberType = typeof(DeliveryTests))]
    public async Task R7_R11_R12_R13_Each_kind_of_bad_message_is_kept_aside_acknowledged_and_counted_and_the_bridge_goes_on(string broker)
    {
        await StartBrokerAsync(broker);

        // Sessions outlive their clients: what the access's own client had subscribed before still comes.
        await FormerClient.LeaveAsync(Broker.Address, First, "/hzcity/noticepay/M00001/#", "hzcity/v2/payResult/M00002/#");
        await using (var bridge = await StartBridgeAsync())
        {
            foreach (var (topic, payload, _) in Bad)
            {
                await Publisher.PublishAsync(topic, payload);
            }

            await Publisher.PublishAsync(7, GoodAfterwards);
            await Eventually.IsTrueAsync(
                () => bridge.Sum("hz.mqtt.received") == Bad.Length + GoodAfterwards && bridge.Sum("hz.mqtt.in_flight") == 0);
            Assert.Equal((GoodAfterwards, Bad.Length), (bridge.Sum("hz.mqtt.enqueued"), bridge.Sum("hz.mqtt.quarantined")));
            Assert.All(
                Bad.CountBy(bad => bad.Reason), kind => Assert.Equal(kind.Value, bridge.Sum("hz.mqtt.quarantined", kind.Key)));
        }

        Assert.Equal(Bad.Select(bad => bad.Reason), Quarantine.Reasons.Order());
        await using var successor = await StartBridgeAsync();
        await Publisher.PublishAsync(100, 1);
        await HasArrivedAsync(100);
        Assert.Equal(Bad.Length, Quarantine.Reasons.Count);
    }

    [Fact]
    public void Every_reason_for_the_quarantine_is_brought_about() =>
        Assert.Equal(Enum.GetValues<QuarantineReason>(), Bad.Select(bad => bad.Reason).Distinct());

    [Fact]
    public async Task The_lag_counts_from_the_city_brains_own_time_of_a_message()
    {
        await StartBrokerAsync("embedded");
        await using var bridge = await StartBridgeAsync();
        var saidAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);

        await Publisher.PublishAsync(Topic, Platform.Default.Message(1, timestamp: ChinaTime.Format(saidAt)));
        await Eventually.IsTrueAsync(() => bridge.Lags.Count == 1);

        Assert.InRange(bridge.Lags[0], 60, 120);
    }

    // A block of zeros under a right sign: no key opens it.
    private static byte[] Undecryptable()
    {
        var cipher = Convert.ToBase64String(new byte[128]);
        return JsonSerializer.SerializeToUtf8Bytes(
            new { cipher, sign = Platform.Default.Sign(cipher), requestId = 1, timestamp = "2019-06-05 16:26:33" });
    }
}
