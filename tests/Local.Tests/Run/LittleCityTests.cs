using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Live;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Gateway;

namespace HzFunctions.Local.Tests.Run;

public sealed class LittleCityTests
{
    [Fact]
    public async Task A_gateway_that_keeps_its_word_has_balanced_accounts()
    {
        await using var city = await LittleCity.StartAsync();
        await city.PlayUntilAcceptedAsync(30);
        await city.FinishAsync();

        var accounts = await city.CloseAsync();

        Assert.Empty(accounts.Imbalances);
        Assert.Equal(0, accounts.OfOthers);
        Assert.Equal(2, accounts.Sites.Count);
        Assert.All(accounts.Sites, site => Assert.Equal((site.Accepted, 0, 0), (site.In(EventState.Forwarded), site.TurnedAway, site.Unanswered)));
    }

    [Theory]
    [InlineData(nameof(Misconduct.Loses), nameof(ImbalanceKind.Lost))]
    [InlineData(nameof(Misconduct.Alters), nameof(ImbalanceKind.Content))]
    [InlineData(nameof(Misconduct.Forgets), nameof(ImbalanceKind.Lost))]
    [InlineData(nameof(Misconduct.MixesUpSites), nameof(ImbalanceKind.ForeignSite))]
    [InlineData(nameof(Misconduct.SignsWrongly), nameof(ImbalanceKind.Violation))]
    public async Task A_gateway_that_misbehaves_is_found_out(string misconduct, string found)
    {
        await using var city = await LittleCity.StartAsync(Enum.Parse<Misconduct>(misconduct));
        await city.PlayUntilAcceptedAsync(20);
        await city.StopAsync();

        var accounts = await city.CloseAsync();

        Assert.False(accounts.Balanced);
        Assert.Contains(Enum.Parse<ImbalanceKind>(found), accounts.Imbalances.Select(imbalance => imbalance.Kind));
    }

    [Theory]
    [InlineData(nameof(Misconduct.ForgetsBills), nameof(ImbalanceKind.Bill))]
    [InlineData(nameof(Misconduct.MiscountsBills), nameof(ImbalanceKind.BillAmount))]
    [InlineData(nameof(Misconduct.TellsNobody), nameof(ImbalanceKind.BillUntold))]
    public async Task A_gateway_that_misbehaves_with_bills_is_found_out(string misconduct, string found)
    {
        var kind = Enum.Parse<ImbalanceKind>(found);
        await using var city = await LittleCity.StartAsync(Enum.Parse<Misconduct>(misconduct), payLater: 100);
        await city.PlayUntilAppliedAsync(15);
        await city.StopAsync();

        await Eventually.IsTrueAsync(async () => (await city.CloseAsync()).Imbalances.Any(imbalance => imbalance.Kind == kind));
    }

    [Fact]
    public async Task Cars_leave_first_and_pay_later_and_every_bill_ends_as_the_city_brain_has_it()
    {
        await using var city = await LittleCity.StartAsync(payLater: 100);
        await city.PlayUntilAppliedAsync(30);
        await city.FinishAsync();

        var accounts = await city.CloseAsync();

        Assert.Empty(accounts.Imbalances);
        var bills = Assert.Single(accounts.Bills);
        Assert.Equal("A00001", bills.AccessID);
        Assert.True(bills.In(BillState.Settled) > 0);
        Assert.Equal(bills.Applied, bills.States.Values.Sum());
    }

    [Fact]
    public async Task Car_parks_send_again_what_was_not_answered_and_every_event_ends_accepted()
    {
        await using var city = await LittleCity.StartAsync(failFirst: 50);
        await city.PlayUntilAcceptedAsync(20);
        await city.FinishAsync();

        var accounts = await city.CloseAsync();

        Assert.Empty(accounts.Imbalances);
        Assert.All(accounts.Sites, site => Assert.Equal(0, site.Unanswered));
    }

    [Fact]
    public async Task Car_parks_that_are_started_again_use_no_id_twice_and_the_ledger_goes_on()
    {
        await using var city = await LittleCity.StartAsync();
        await city.PlayUntilAcceptedAsync(20);
        await city.RestartCarParksAsync();
        Assert.Equal(2, city.CarParks.Status().Generation);
        await city.PlayUntilAcceptedAsync(30);
        await city.FinishAsync();

        var accounts = await city.CloseAsync();

        Assert.Empty(accounts.Imbalances);
        var ids = CarParkLedger.Read(city.LedgerFolder)
            .Where(line => line.Event == LedgerEvent.Sent && line.RecordId!.Contains('-', StringComparison.Ordinal))
            .Where(line => line.Interface is "uploadCarInData" or "uploadCarOutData" or "uploadPhoto" or "uploadPayRecord")
            .Select(line => line.RecordId)
            .ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_run_ends_its_traffic_when_interrupted_and_waits_until_all_is_answered_and_gone()
    {
        await using var city = await LittleCity.StartAsync();
        using var contacts = city.Contacts();
        using var interrupt = new CancellationTokenSource();
        var shown = new List<(string Phase, Snapshot Snapshot)>();
        var run = city.Phases(contacts, Options()).PlayAsync((phase, snapshot) => shown.Add((phase, snapshot)), interrupt.Token, Cancellation);
        await city.PlayUntilAcceptedAsync(20);

        await interrupt.CancelAsync();
        await run;

        Assert.Equal(["traffic", "finishing", "settling", "draining", "confirming"], shown.Select(show => show.Phase).Distinct());
        var last = shown[^1].Snapshot;
        Assert.Equal((TrafficState.Finished, 0, 0), (last.Traffic, last.Waiting, last.Pending));
        Assert.All(last.Sites, site => Assert.Equal(site.Accepted, site.Forwarded));
        Assert.Empty((await city.CloseAsync()).Imbalances);
    }

    [Fact]
    public async Task A_run_ends_its_traffic_when_its_time_is_over()
    {
        await using var city = await LittleCity.StartAsync();
        using var contacts = city.Contacts();

        await city.Phases(contacts, Options() with { For = TimeSpan.FromMilliseconds(1) }).PlayAsync((_, _) => { }, Cancellation, Cancellation);

        Assert.Equal(TrafficState.Finished, city.CarParks.Status().State);
    }

    [Fact]
    public async Task A_run_takes_the_city_brain_away_as_it_was_asked()
    {
        await using var city = await LittleCity.StartAsync();
        using var contacts = city.Contacts();
        using var interrupt = new CancellationTokenSource();
        var down = new TaskCompletionSource();
        var options = Options() with { Outage = new OutagePlan(TimeSpan.FromMinutes(5), TimeSpan.Zero) };
        var run = city.Phases(contacts, options).PlayAsync((_, snapshot) => Watch(snapshot), interrupt.Token, Cancellation);

        await down.Task.WaitAsync(Cancellation);
        await city.BringCityBrainBackAsync();
        await interrupt.CancelAsync();
        await run;

        Assert.Empty((await city.CloseAsync()).Imbalances);

        void Watch(Snapshot snapshot)
        {
            if (snapshot.CityBrainUp == false)
            {
                down.TrySetResult();
            }
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static RunOptions Options() => new() { CarParks = 2, Rate = 1, State = "unused" };
}
