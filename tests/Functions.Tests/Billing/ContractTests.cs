using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>What a vehicle's contract says of an application: warned of in the answer and on the bill, refused where the car park is so set.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData(0, 2000, 1, 1, new[] { "noSense: 0" })]
    [InlineData(2, 2000, 1, 1, new[] { "noSense: 2" })]
    [InlineData(1, 2000, 1, 1, new string[0])]
    [InlineData(1, 1000, 1, 1, new string[0])]
    [InlineData(1, 999, 1, 1, new[] { "shouldPay: is above the moneyLimit" })]
    [InlineData(1, 2000, 1, 0, new[] { "carStock: 0" })]
    [InlineData(1, 2000, 0, 1, new[] { "departurePay: 0", "carStock: 1" })]
    [InlineData(1, 2000, 0, 0, new string[0])]
    [InlineData(1, 2000, 2, 1, new[] { "departurePay: 2" })]
    [InlineData(1, 2000, 3, 0, new[] { "departurePay: 3" })]
    [InlineData(0, 0, 0, 1, new[] { "noSense: 0", "shouldPay", "departurePay: 0" })]
    public async Task R37_to_R45_R49_what_speaks_against_an_application_is_in_its_answer_and_on_the_bill(
        int noSense, int moneyLimit, int departurePay, int carStock, string[] warnings)
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.ArriveAsync();
        await gateway.TellContractAsync(noSense, moneyLimit, departurePay);

        var answered = await gateway.ApplyAsync(data => data["carStock"] = carStock);

        string[] told = [.. answered.Json.TryGetProperty("warnings", out var list) ? list.EnumerateArray().Select(text => text.GetString()!) : []];
        Assert.Equal(warnings.Length, told.Length);
        Assert.All(warnings, warning => Assert.Contains(told, text => text.StartsWith(warning, StringComparison.Ordinal)));
        Assert.Equal(told, (await gateway.BillAsync())!.Warnings);
        Assert.Equal("200", answered.Text("resultCode"));
        Assert.Equal([BillCalls.Apply], gateway.Calls);
    }

    [Fact]
    public async Task Where_nothing_is_known_of_the_vehicle_nothing_is_warned_of()
    {
        await using var gateway = await BillGateway.StartAsync(refuseUncontracted: true);
        await gateway.ArriveAsync();

        Assert.Equal(BillGateway.Unpaid, (await gateway.ApplyAsync()).Body);
    }

    [Fact]
    public async Task R34_what_was_sent_down_during_an_earlier_stay_says_nothing_of_this_one()
    {
        await using var gateway = await BillGateway.StartAsync(refuseUncontracted: true);
        await gateway.TellContractAsync(noSense: 0, before: TimeSpan.FromSeconds(1));
        await gateway.ArriveAsync();

        Assert.Equal(BillGateway.Unpaid, (await gateway.ApplyAsync()).Body);
    }

    [Theory]
    [InlineData(0, 2000, 1)]
    [InlineData(2, 2000, 1)]
    [InlineData(1, 999, 1)]
    [InlineData(1, 2000, 0)]
    public async Task R37_R39_R40_R42_a_car_park_that_is_so_set_refuses_it(int noSense, int moneyLimit, int departurePay)
    {
        await using var gateway = await BillGateway.StartAsync(refuseUncontracted: true);
        await gateway.ArriveAsync();
        await gateway.TellContractAsync(noSense, moneyLimit, departurePay);

        var answered = await gateway.ApplyAsync();

        Assert.Equal((400, "400"), (answered.Status, answered.Text("resultCode")));
        Assert.Empty(gateway.Calls);
        Assert.Null(await gateway.BillAsync());
    }

    [Fact]
    public async Task R43_R44_a_P_and_R_card_is_refused_by_nobody()
    {
        await using var gateway = await BillGateway.StartAsync(refuseUncontracted: true);
        await gateway.ArriveAsync();
        await gateway.TellContractAsync(departurePay: 2);

        Assert.Equal("200", (await gateway.ApplyAsync()).Text("resultCode"));
    }

    [Fact]
    public async Task A_bill_that_is_accepted_already_is_answered_from_the_bill_whatever_the_contract_says_since()
    {
        await using var gateway = await BillGateway.StartAsync(refuseUncontracted: true);
        await gateway.ArriveAsync();
        await gateway.ApplyAsync();
        await gateway.TellContractAsync(noSense: 0);

        Assert.Equal((200, "200"), ((await gateway.ApplyAsync()).Status, (await gateway.ApplyAsync()).Text("resultCode")));
    }

    [Fact]
    public async Task R38_R40_R41_an_application_that_nobody_answers_is_queued_for_a_vehicle_that_the_city_brain_has_vouched_for()
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.ArriveAsync();
        await gateway.TellContractAsync(moneyLimit: 1000);
        gateway.Host.CityBrain.IsAway = true;

        var answered = await gateway.ApplyAsync();

        Assert.Equal((200, "200", "True"), (answered.Status, answered.Text("resultCode"), answered.Text("queued")));
        Assert.Equal(("0", "1000", "0"), (answered.Text("payStatus"), answered.Text("shouldPay"), answered.Text("discountAmount")));
        await AssertIsKeptAsync(gateway);
    }

    [Theory]
    [InlineData(0, 2000, 1)]
    [InlineData(2, 2000, 1)]
    [InlineData(1, 999, 1)]
    [InlineData(1, 2000, 0)]
    [InlineData(1, 2000, 2)]
    [InlineData(1, 2000, 3)]
    [InlineData(null, 0, 0)]
    public async Task R38_R40_R41_for_any_other_vehicle_it_is_500_and_the_bill_is_kept_all_the_same(int? noSense, int moneyLimit, int departurePay)
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.ArriveAsync();
        if (noSense is { } known)
        {
            await gateway.TellContractAsync(known, moneyLimit, departurePay);
        }

        gateway.Host.CityBrain.IsAway = true;

        var answered = await gateway.ApplyAsync();

        Assert.Equal((504, "500"), (answered.Status, answered.Text("resultCode")));
        await AssertIsKeptAsync(gateway);
    }

    private static async Task AssertIsKeptAsync(BillGateway gateway)
    {
        Assert.Equal(BillState.Applying, (await gateway.BillAsync())!.State);
        var (text, due) = Assert.Single(gateway.Queue.Waiting);
        Assert.Equal((GatewayHost.Site, BillStory.BillId), BillCommand.Read(text));
        Assert.True(due > TimeProvider.System.GetUtcNow(), "The orchestration begins before the answer can have come.");
    }
}
