namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>What each kind of notice comes to: the car park has it as it was sent, and it is kept.</summary>
public sealed class NoticeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task R75_R76_a_notice_of_overdue_bills_brings_the_car_park_the_word_whether_to_intercept_the_vehicle(int prevent)
    {
        var bench = await DownlinkBench.StartAsync();
        var notice = BridgeMessage.OverDue();
        notice.Data["prevent"] = prevent;

        await bench.BringAsync(notice);

        Assert.Equal(notice.Data.ToJsonString(), Assert.Single(await bench.InboxAsync()).Data);
        Assert.Contains($"\"prevent\":{prevent}", (await bench.FactAsync(notice))!.Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task R80_the_state_of_an_invoice_reaches_the_car_park_and_is_kept(int status)
    {
        var bench = await DownlinkBench.StartAsync();
        var notice = BridgeMessage.Invoice(status: status);

        await bench.BringAsync(notice);

        Assert.Equal(notice.Data.ToJsonString(), Assert.Single(await bench.InboxAsync()).Data);
        Assert.Contains($"\"status\":{status}", (await bench.FactAsync(notice))!.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R34_what_is_told_of_a_vehicles_contract_reaches_the_car_park_and_is_kept()
    {
        var bench = await DownlinkBench.StartAsync();
        var notice = BridgeMessage.DeparturePayInfo(moneyLimit: 4321);

        await bench.BringAsync(notice);

        Assert.Equal(notice.Data.ToJsonString(), Assert.Single(await bench.InboxAsync()).Data);
        Assert.Contains("\"moneyLimit\":4321", (await bench.FactAsync(notice))!.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_with_is_never_looked_through_again_however_much_there_is()
    {
        var bench = await DownlinkBench.StartAsync();
        for (var number = 1; number <= 100; number++)
        {
            var invoice = BridgeMessage.Invoice(number);
            invoice.Data["bilID"] = $"b{number}";
            await bench.BringAsync(invoice);
            await bench.AckAllAsync();
        }

        // Looks go over the inbox and the list of what is open; everything else is read by its key.
        var rows = bench.Downlinks.Rows(DownlinkBench.Site.Value).Select(row => row.Row.Split('|')[0]).CountBy(kind => kind);
        Assert.Equal([new("M", 100), new("S", 100), new("X", 100), new("XB", 100)], rows.OrderBy(kind => kind.Key));
        await bench.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Empty(bench.Queue.Waiting);
    }
}
