using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Tests.Support;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>From the broker to the queue, with both brokers.</summary>
public sealed class DeliveryTests : BrokerTestBase
{
    public static TheoryData<string> Brokers { get; } = ["embedded", "mosquitto"];

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task R7_A_message_arrives_from_each_of_the_ten_topics_with_and_without_the_leading_slash(string broker)
    {
        await StartBrokerAsync(broker);
        await using var bridge = await StartBridgeAsync();

        var topics = DownlinkTopic.FiltersOf("M00001").Select(filter => filter.Replace("#", "1001", StringComparison.Ordinal)).ToList();
        for (var index = 0; index < topics.Count; index++)
        {
            await Publisher.PublishAsync(topics[index], Platform.Default.Message(index));
        }

        Assert.Equal(10, topics.Count);
        await HasArrivedAsync(Enumerable.Range(0, 10).Select(id => (long)id));
        Assert.Equal(10, Queue.RequestIds.Count());
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task A_message_that_is_not_in_the_queue_yet_is_not_acknowledged_and_comes_back(string broker)
    {
        await StartBrokerAsync(broker);
        Queue.Hold();
        await using (await StartBridgeAsync())
        {
            await Publisher.PublishAsync(1, 3);
            await Eventually.IsTrueAsync(() => Queue.Inside == 3);
        }

        Assert.Empty(Queue.RequestIds);
        Queue.LetGo();
        await using var successor = await StartBridgeAsync();

        await HasArrivedAsync(1, 2, 3);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task What_is_in_the_queue_is_acknowledged_and_does_not_come_back(string broker)
    {
        await StartBrokerAsync(broker);
        await using (await StartBridgeAsync())
        {
            await Publisher.PublishAsync(1, 3);
            await HasArrivedAsync(1, 2, 3);
        }

        await using var successor = await StartBridgeAsync();
        await Publisher.PublishAsync(4, 1);
        await HasArrivedAsync(4);

        Assert.Equal([1, 2, 3, 4], Queue.RequestIds.Order());
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task What_is_published_while_no_bridge_runs_waits_in_the_session(string broker)
    {
        await StartBrokerAsync(broker);
        await using (await StartBridgeAsync())
        {
        }

        await Publisher.PublishAsync(1, 50);
        await using var successor = await StartBridgeAsync();

        await HasArrivedAsync(Enumerable.Range(1, 50).Select(id => (long)id));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task A_storage_that_is_away_for_too_long_makes_the_bridge_disconnect_and_everything_arrives_when_it_is_back(string broker)
    {
        await StartBrokerAsync(broker);
        await using var bridge = await StartBridgeAsync(("EnqueueSeconds", "1"));
        Queue.IsAway = true;
        await Publisher.PublishAsync(1, 30);

        await Eventually.IsTrueAsync(() => bridge.State.ConnectedAccesses == 0);
        Assert.Empty(Queue.RequestIds);
        Queue.IsAway = false;

        await HasArrivedAsync(Enumerable.Range(1, 30).Select(id => (long)id));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task No_more_messages_are_in_work_than_the_setting_allows(string broker)
    {
        await StartBrokerAsync(broker);
        Queue.Hold();
        await using var bridge = await StartBridgeAsync(("InFlight", "5"));
        await Publisher.PublishAsync(1, 40);
        await Eventually.IsTrueAsync(() => Queue.Inside == 5);

        // A message that is in work beyond the limit would show while others come and go.
        Queue.LetGo();
        await HasArrivedAsync(Enumerable.Range(1, 40).Select(id => (long)id));
        Assert.True(Queue.MostAtOnce <= 5, $"{Queue.MostAtOnce} at once");
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task With_protocol_5_the_session_outlives_a_graceful_stop_too(string broker)
    {
        await StartBrokerAsync(broker);
        var directory = new FakeDirectory(Accesses.At(Broker.Address) with { Protocol = "5.0" });
        await using (var bridge = await BridgeUnderTest.StartAsync(directory, Queue))
        {
            await bridge.IsConnectedAsync();
        }

        await Publisher.PublishAsync(1, 5);
        await using var successor = await BridgeUnderTest.StartAsync(directory, Queue);

        await HasArrivedAsync(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task R8_A_node_has_its_number_in_the_client_id_and_in_its_topics_but_not_in_the_message()
    {
        await StartBrokerAsync("mosquitto");
        var directory = new FakeDirectory(Accesses.At(Broker.Address) with { Node = 2 });
        await using var bridge = await BridgeUnderTest.StartAsync(directory, Queue, Quarantine);
        await bridge.IsConnectedAsync();

        await Publisher.PublishAsync(1, 1, "/hzcity/v2/payResult/M00001_2/1001");
        await HasArrivedAsync(1);

        Assert.Equal("M00001", Queue.Messages.Single().GetProperty("accessID").GetString());
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task R9_One_session_of_an_access_brings_the_messages_of_all_its_car_parks_and_each_says_whose_it_is(string broker)
    {
        await StartBrokerAsync(broker);
        await using var bridge = await StartBridgeAsync();

        await Publisher.PublishAsync(1, 1, "/hzcity/v2/payResult/M00001/1001");
        await Publisher.PublishAsync(2, 1, "hzcity/v2/payResult/M00001/1002");
        await HasArrivedAsync(1, 2);

        Assert.Equal(
            ["1001", "1002"],
            Queue.Messages.OrderBy(message => message.GetProperty("requestId").GetInt64()).Select(message => message.GetProperty("parkingCode").GetString()));
    }

    [Fact]
    public async Task A_new_access_is_connected_and_a_changed_one_anew_and_one_that_is_gone_no_more_all_without_a_restart()
    {
        await StartBrokerAsync("mosquitto");
        BridgedAccess first = Accesses.At(Broker.Address), second = Accesses.At(Broker.Address, "M00002");
        var directory = new FakeDirectory(first);
        await using var bridge = await BridgeUnderTest.StartAsync(directory, Queue);
        await bridge.IsConnectedAsync();

        directory.Accesses = [first, second];
        await bridge.IsConnectedAsync(2);
        await Publisher.PublishAsync(1, 1, "/hzcity/v2/fee/M00002/1001");
        await HasArrivedAsync(1);

        directory.Accesses = [first with { Node = 1 }, second];
        await Eventually.IsTrueAsync(() => bridge.State.ConnectedAccesses == 2);
        await Publisher.PublishAsync(2, 1, "/hzcity/v2/fee/M00001_1/1001");
        await Eventually.IsTrueAsync(async () =>
        {
            await Publisher.PublishAsync(3, 1, "/hzcity/v2/fee/M00001_1/1001");
            return Queue.RequestIds.Contains(3);
        }, TimeSpan.FromSeconds(30));

        directory.Accesses = [second];
        await Eventually.IsTrueAsync(() => bridge.State is { Accesses: 1, ConnectedAccesses: 1 });
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task R10_A_wrong_password_is_tried_again_and_again_until_it_is_right(string broker)
    {
        await StartBrokerAsync(broker);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "wrong\n", TestContext.Current.CancellationToken);
        var directory = new FakeDirectory(Accesses.At(Broker.Address) with { Password = $"file:{file}" });
        await using var bridge = await BridgeUnderTest.StartAsync(directory, Queue);
        await Eventually.IsTrueAsync(() => bridge.State.Accesses == 1);
        await Eventually.IsTrueAsync(() => bridge.Reconnects >= 2);
        Assert.Equal(0, bridge.State.ConnectedAccesses);

        await File.WriteAllTextAsync(file, "M00001\n", TestContext.Current.CancellationToken);
        await bridge.IsConnectedAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task A_broker_that_changes_its_passwords_is_connected_as_soon_as_it_lets_the_access_in()
    {
        await StartBrokerAsync("embedded");
        await Broker.AdmitAsync(City);
        await using var bridge = await BridgeUnderTest.StartAsync(new FakeDirectory(Accesses.At(Broker.Address)), Queue);
        await Eventually.IsTrueAsync(() => bridge.Reconnects >= 2);

        await Broker.AdmitAsync(City, First);

        await bridge.IsConnectedAsync();
    }
}
