using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>applyPayment at the gateway: the same number is the same bill.</summary>
public sealed class ApplicationTests : IAsyncLifetime
{
    private BillGateway _gateway = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await BillGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(BillGateway.Unpaid)]
    [InlineData(BillGateway.Paid)]
    public async Task R51_the_same_bill_posted_twice_is_applied_for_once_and_answered_the_same(string answer)
    {
        _gateway.Answer(BillCalls.Apply, answer);

        var first = await _gateway.ApplyAsync();
        var second = await _gateway.ApplyAsync();

        Assert.Equal((200, answer), (first.Status, first.Body));
        Assert.Equal(200, second.Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(first.Body), JsonNode.Parse(second.Body)), second.Body);
        Assert.Equal([BillCalls.Apply], _gateway.Calls);
    }

    [Theory]
    [InlineData("shouldPay", "1001")]
    [InlineData("uid", "\"u-2\"")]
    [InlineData("plateNo", "\"浙A00002\"")]
    public async Task The_number_with_another_amount_stay_or_vehicle_is_a_conflict_that_changes_nothing(string field, string value)
    {
        await _gateway.ApplyAsync();
        var known = (await _gateway.BillAsync())!.ETag;

        var answered = await _gateway.ApplyAsync(data => data[field] = JsonNode.Parse(value));

        Assert.Equal((409, "409"), (answered.Status, answered.Text("resultCode")));
        Assert.Equal(known, (await _gateway.BillAsync())!.ETag);
        Assert.Equal([BillCalls.Apply], _gateway.Calls);
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, answered.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_bill_that_is_posted_again_is_applied_for_again()
    {
        _gateway.Answer(BillCalls.Apply, BillGateway.Refused);
        var refused = await _gateway.ApplyAsync();
        Assert.Equal((200, "400", "未签约"), (refused.Status, refused.Text("resultCode"), refused.Text("msg")));
        Assert.Equal(BillState.Refused, (await _gateway.BillAsync())!.State);
        _gateway.Answer(BillCalls.Apply, BillGateway.Unpaid);

        Assert.Equal(BillGateway.Unpaid, (await _gateway.ApplyAsync()).Body);

        var bill = (await _gateway.BillAsync())!;
        Assert.Equal((BillState.Accepted, 2), (bill.State, bill.Generation));
        Assert.Equal([BillCalls.Apply, BillCalls.Apply], _gateway.Calls);
    }

    [Theory]
    [InlineData(BillGateway.Unpaid)]
    [InlineData(BillGateway.Paid)]
    [InlineData(BillGateway.Refused)]
    public async Task A_bill_that_is_posted_again_while_the_city_brain_is_called_waits_for_the_same_answer(string answer)
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = answer == BillGateway.Paid ? TimeSpan.Zero : null;
        story.City.Refusal = answer == BillGateway.Refused ? ScriptedUplink.Refused("未签约") with { Body = JsonElement.Parse(answer) } : null;
        Task<GatewayAnswer>? second = null;
        story.City.Meanwhile = _ =>
        {
            second = story.ApplyAsync();
            return Task.CompletedTask;
        };

        var first = await story.ApplyAsync();
        Assert.False(second!.IsCompleted);
        story.Clock.Advance(TimeSpan.FromMilliseconds(250));
        var again = await second.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Stop);

        Assert.Equal((200, 200), (first.Status, again.Status));
        var told = JsonNode.Parse(first.CityBrain!.Value.GetRawText())!;
        Assert.Equal(
            (told["resultCode"]!.ToString(), told["payStatus"]?.ToString()),
            (again.CityBrain?.GetProperty("resultCode").GetString() ?? again.ResultCode, again.CityBrain?.GetProperty("payStatus").ToString()));
        Assert.Equal(["applyPayment 00:00:00"], story.Calls);
    }

    [Fact]
    public async Task A_bill_that_is_cancelled_while_its_application_waits_for_another_is_not_told_to_go_on()
    {
        var story = await BillStory.StartAsync();
        Task<GatewayAnswer>? second = null;
        story.City.Meanwhile = async _ =>
        {
            second = story.ApplyAsync();
            await story.Store.UpdateAsync(await story.BillAsync(), new BillChange().End(BillState.Cancelled, story.Clock.GetUtcNow()), Stop);
        };

        await story.ApplyAsync();
        story.Clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(409, (await second!.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Stop)).Status);
        Assert.Equal(BillState.Cancelled, (await story.BillAsync()).State);
    }

    [Fact]
    public async Task A_car_park_that_hangs_up_in_the_middle_does_not_lose_the_answer()
    {
        using var hangUp = new CancellationTokenSource();
        _gateway.Host.CityBrain.Meanwhile = _ => hangUp.CancelAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/cp/applyPayment")
        {
            Content = new StringContent(BillStory.Application(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Api-Key", _gateway.Host.ApiKey);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gateway.Host.Client.SendAsync(request, hangUp.Token));

        while ((await _gateway.BillAsync())!.State == BillState.Applying)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Stop);
        }

        Assert.Equal(BillState.Accepted, (await _gateway.BillAsync())!.State);
    }

    [Fact]
    public async Task A_refusal_while_the_arrival_is_still_on_its_way_is_told_as_no_refusal_and_the_bill_stays_open()
    {
        await _gateway.ArriveAsync(isHeard: false);
        _gateway.Answer(BillCalls.Apply, BillGateway.NoData);

        var answered = await _gateway.ApplyAsync();

        Assert.Equal((504, "500"), (answered.Status, answered.Text("resultCode")));
        var bill = (await _gateway.BillAsync())!;
        Assert.Equal((BillState.Applying, true), (bill.State, bill.IsMissing));
    }

    [Fact]
    public async Task R48_R50_what_the_city_brain_gets_is_what_the_car_park_sent()
    {
        await _gateway.ApplyAsync(data => (data["payStatus"], data["outNum"], data["carStock"]) = (1, null, 0));

        var sent = Assert.Single(_gateway.Host.CityBrain.Calls).Data;
        Assert.Equal((1, 0, false), (sent.GetProperty("payStatus").GetInt32(), sent.GetProperty("carStock").GetInt32(), sent.TryGetProperty("outNum", out _)));
    }

    [Fact]
    public async Task A_payment_of_a_bill_that_was_unknown_answers_its_application_and_the_plate_is_in_it()
    {
        await _gateway.BringAsync(BillStory.PayResult());

        var answered = await _gateway.ApplyAsync();

        Assert.Equal((200, "1", Vehicle.Plate), (answered.Status, answered.Text("payStatus"), answered.Text("plateNo")));
        Assert.DoesNotContain(BillCalls.Apply, _gateway.Calls);
    }

    [Fact]
    public async Task Where_the_storage_is_so_slow_that_the_call_could_outlast_its_claim_the_orchestration_calls()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.FromMinutes(1);
        story.BillQueue.Meanwhile = () => story.Clock.Advance(TimeSpan.FromSeconds(6));

        var answered = await story.ApplyAsync();

        Assert.Equal(504, answered.Status);
        Assert.Empty(story.Calls);
        await story.PassToAsync(TimeSpan.FromSeconds(11));
        await story.DriveAsync();
        Assert.Equal((1, BillState.Settled), (story.City.Applications, (await story.BillAsync()).State));
    }

    [Fact]
    public async Task No_plate_is_logged_and_bills_are()
    {
        _gateway.Host.CityBrain.IsAway = true;
        _gateway.Queue.IsAway = true;
        await _gateway.ApplyAsync();
        await _gateway.ApplyAsync();

        Assert.Contains(_gateway.Host.Logged.Records, record => record.Contains(BillStory.BillId, StringComparison.Ordinal));
        Assert.All(
            _gateway.Host.Logged.Records, record => Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, record, StringComparison.Ordinal)));
    }
}
