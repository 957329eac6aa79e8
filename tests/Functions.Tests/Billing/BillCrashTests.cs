using HzFunctions.Durable.Protocol;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>
/// A process dies, or its storage fails, at each step that it takes about a bill: somebody goes on, nothing is applied for twice that was accepted, and the bill
/// is settled once.
/// </summary>
public sealed class BillCrashTests
{
    private const int MostLooks = 60;

    private static readonly string[] Cities = ["accepts", "pays at once", "refuses", "is away", "loses its answer"];
    private static readonly string[] Steps =
        ["ask about an application", "find a payment", "apply again", "be refused", "apply again and be paid", "ask when a report is due", "report"];

    public static TheoryData<string, bool, Blow> Applications =>
        [.. Cities.SelectMany(city => Enum.GetValues<Blow>().SelectMany(blow => new[] { true, false }.Select(rings => (city, rings, blow))))];

    public static TheoryData<string, bool, Blow> Turns =>
        [.. Steps.SelectMany(step => Enum.GetValues<Blow>().SelectMany(blow => new[] { true, false }.Select(isRetried => (step, isRetried, blow))))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task An_application_that_meets_a_blow_at_any_step_is_seen_through(string city, bool rings, Blow blow)
    {
        var met = 0;
        for (var isMet = true; isMet; met++)
        {
            var (story, fate) = (await StartAsync(city), new Fate(met, blow));
            story.BillQueue.IsAway = !rings;
            var work = With(story, fate).Services.GetRequiredService<ApplicationDesk>().ApplyAsync(story.Entry, BillStory.Application(), Stop);
            isMet = fate.IsMet;
            Assert.True(isMet || work.IsCompletedSuccessfully, $"Without a blow: {work.Exception}");
            _ = work.Exception;
            story.BillQueue.IsAway = false;
            if ((await story.Store.FindAsync(story.Site, BillStory.BillId, Stop)).Bill is null)
            {
                await story.ApplyAsync();
            }

            await SeeThroughAsync(story, new BillHost(story));
            await CheckAsync(story, $"{city}, at step {met}");
        }

        Assert.InRange(met, 5, 20);
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public async Task A_step_of_an_orchestration_that_meets_a_blow_is_taken_again_or_by_the_next_generation(string step, bool isRetried, Blow blow)
    {
        var met = 0;
        for (var isMet = true; isMet; met++)
        {
            var (story, fate) = (await StartAsync("accepts"), new Fate(met, blow));
            var take = await PrepareAsync(story, step);
            var work = take(With(story, fate).Services.GetRequiredService<BillSteps>(), new BillTurn(story.Site.Value, BillStory.BillId, 1));
            isMet = fate.IsMet;
            Assert.True(isMet || work.IsCompletedSuccessfully, $"Without a blow: {work.Exception}");
            _ = work.Exception;
            var host = new BillHost(story);
            if (isRetried)
            {
                story.Drive(story.Clock.GetUtcNow() + TimeSpan.FromSeconds(2));
            }
            else
            {
                host.Set(1, OrchestrationStatus.Failed);
            }

            await SeeThroughAsync(story, host);
            await CheckAsync(story, $"{step}, at step {met}");
        }

        Assert.InRange(met, 5, 20);
    }

    private static async Task<BillStory> StartAsync(string city)
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = city == "pays at once" ? TimeSpan.Zero : TimeSpan.FromHours(3.4);
        story.City.Refusal = city == "refuses" ? ScriptedUplink.Refused() : null;
        story.City.AwayUntil = city == "is away" ? TimeSpan.FromSeconds(3) : TimeSpan.Zero;
        story.City.AnswersToLose = city == "loses its answer" ? 1 : 0;
        return story;
    }

    private static DownlinkParts With(BillStory story, Fate fate) =>
        story.AnotherHandler(new FatefulTable(story.Table, fate), story.Log, new FatefulCalls(story.City, fate));

    // Brings a bill to where the step is next.
    private static async Task<Func<BillSteps, BillTurn, Task<BillStanding>>> PrepareAsync(BillStory story, string step)
    {
        var asks = step is "ask about an application" or "find a payment";
        var applies = step is "apply again" or "be refused" or "apply again and be paid";
        (story.City.AnswersToLose, story.City.AwayUntil) = (asks ? 1 : 0, applies ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        await story.ApplyAsync();
        story.City.PaidFrom = step is "find a payment" or "apply again and be paid" ? TimeSpan.Zero : story.City.PaidFrom;
        story.City.Refusal = step == "be refused" ? ScriptedUplink.Refused() : null;
        await story.PassToAsync(asks || applies ? TimeSpan.FromSeconds(5) : TimeSpan.FromHours(3));
        var isAsked = applies || step == "report";
        if (isAsked)
        {
            await story.Steps.AskAsync(new BillTurn(story.Site.Value, BillStory.BillId, 1), Stop);
        }

        return (steps, turn) => applies ? steps.ApplyAsync(turn, Stop) : isAsked ? steps.ReportAsync(turn, Stop) : steps.AskAsync(turn, Stop);
    }

    // What the host and the timer of Watch do, until nothing is left to do.
    private static async Task SeeThroughAsync(BillStory story, BillHost host)
    {
        for (var look = 0; !(await story.BillAsync()).IsOver; look++)
        {
            Assert.True(look < MostLooks, "Nobody goes on.");
            story.Clock.Advance(TimeSpan.FromSeconds(30));
            await host.DeliverAsync();
            await host.LookAsync();
            var generation = (await story.BillAsync()).Generation;
            if (host.StatusOf(generation) == OrchestrationStatus.Running)
            {
                host.Drive(generation);
            }
        }
    }

    private static async Task CheckAsync(BillStory story, string where)
    {
        var (bill, history) = (await story.BillAsync(), await story.HistoryAsync());
        var told = string.Join('\n', story.Calls.Concat(history));
        Assert.True(story.City.Applications <= 1, $"{where}: applied for twice after an acceptance\n{told}");
        Assert.True(bill.State == (story.City.Refusal is null ? BillState.Settled : BillState.Refused), $"{where}: {bill.State}\n{told}");
        Assert.True(history.Count(line => line.StartsWith("settled", StringComparison.Ordinal)) == (bill.State == BillState.Settled ? 1 : 0), $"{where}\n{told}");
        Assert.True(bill.Reviews.Count == 0, $"{where}: {string.Join(' ', bill.Reviews)}\n{told}");
        var reports = story.City.TimesOf(BillCalls.Report).Count;
        Assert.True(reports <= 2 && (story.City.PaidFrom == TimeSpan.Zero || bill.State == BillState.Refused || reports >= 1), $"{where}: {reports} reports\n{told}");
        Assert.DoesNotContain(story.Table.Rows(story.Site.Value), row => row.Row.StartsWith("BO|", StringComparison.Ordinal));
        if (bill.SettledBy == BillCalls.Ask)
        {
            Assert.Equal("payResult", Assert.Single(await story.InboxAsync()).Topic);
        }
    }
}
