using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Downlink.Steps;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>Two meet over one bill: every order in which their steps can take place.</summary>
public sealed class BillMeetingTests
{
    [Fact]
    public void A_payResult_and_the_answer_to_a_question_settle_a_bill_once()
    {
        var schedules = RunAll(
            world =>
            {
                Accept(world);
                world.City.PaidFrom = TimeSpan.Zero;
                var question = world.Begin("question", parts => AskAsync(parts, world, 1));
                while (!question.Steps[0].ToString()!.Contains("call", StringComparison.Ordinal))
                {
                    question.End(question.Steps[0], Ending.Done);
                }

                return (question, world.Begin("payResult", parts => SettleAsync(parts, world)));
            },
            CheckIsSettledOnce);
        Assert.True(schedules > 50, $"{schedules} schedules");
    }

    [Fact]
    public void A_payResult_while_a_question_is_about_to_be_asked_settles_a_bill_once() => RunAll(
        world =>
        {
            Accept(world);
            world.City.PaidFrom = TimeSpan.Zero;
            return (world.Begin("question", parts => AskAsync(parts, world, 1)), world.Begin("payResult", parts => SettleAsync(parts, world)));
        },
        CheckIsSettledOnce,
        isOpen: world => world.City.TimesOf(BillCalls.Ask).Count == 0);

    [Fact]
    public void R74_a_cancellation_and_a_payResult_leave_a_bill_settled_and_flagged_where_it_was_cancelled_first()
    {
        var (paidFirst, cancelledFirst) = (0, 0);
        RunAll(
            world =>
            {
                Accept(world);
                return (world.Begin("cancellation", parts => CancelAsync(parts, world)), world.Begin("payResult", parts => TakeInAsync(parts, world)));
            },
            world =>
            {
                var (bill, wasCancelled) = (Bill(world), History(world).Any(line => line.What == BillEvents.Cancelled));
                Assert.Equal(BillState.Settled, bill.State);
                Assert.Equal(wasCancelled ? [ReviewReason.PaidAfterWriteOff] : [], bill.Reviews);
                (paidFirst, cancelledFirst) = (paidFirst + (wasCancelled ? 0 : 1), cancelledFirst + (wasCancelled ? 1 : 0));
            });
        Assert.True(paidFirst > 0 && cancelledFirst > 0, $"{paidFirst}, {cancelledFirst}");
    }

    [Fact]
    public void Two_generations_never_call_at_the_same_time_and_never_apply_twice()
    {
        var schedules = RunAll(
            world =>
            {
                world.City.AwayUntil = TimeSpan.FromSeconds(1);
                world.Do(parts => ApplyAsync(parts, world));
                world.Clock.Advance(TimeSpan.FromSeconds(5));
                world.Do(parts => AskAsync(parts, world, 1));
                return (
                    world.Begin("old", parts => GoOnAsync(parts, world, 1)),
                    world.Begin("new", async parts =>
                    {
                        await RaiseAsync(parts, world);
                        await GoOnAsync(parts, world, 2);
                    }));
            },
            world =>
            {
                Assert.InRange(world.City.Applications, 0, 1);
                Assert.True(world.City.Applications == 0 || Bill(world).State == BillState.Accepted || Bill(world).Claim is not null);
                Assert.False(Bill(world) is { State: BillState.Applying, IsMissing: true } && world.City.HasTheBill);
            });
        Assert.True(schedules > 50, $"{schedules} schedules");
    }

    [Fact]
    public void An_orchestration_that_begins_while_the_gateway_still_calls_asks_nothing_and_applies_for_nothing_before_that_has_ended()
    {
        RunAll(
            world => (
                world.Begin("gateway", parts => ApplyAsync(parts, world)),
                world.Begin("orchestration", async parts =>
                {
                    if ((await AskAsync(parts, world, 1)).IsMissing)
                    {
                        await GoOnAsync(parts, world, 1);
                    }
                })),
            world => Assert.Equal((1, BillState.Accepted), (world.City.Applications, Bill(world).State)));
    }

    [Fact]
    public void A_payResult_and_an_application_that_becomes_known_leave_one_settled_bill()
    {
        RunAll(
            world => (world.Begin("application", parts => ApplyAsync(parts, world)), world.Begin("payResult", parts => TakeInAsync(parts, world))),
            world =>
            {
                var bill = Bill(world);
                Assert.Equal(BillState.Settled, bill.State);
                Assert.Equal(bill.Kind == BillKind.Unknown ? [ReviewReason.UnknownBill] : [], bill.Reviews);
                Assert.Equal(1, History(world).Count(line => line.What == BillEvents.Settled));
            });
    }

    private static void CheckIsSettledOnce(BillStepWorld world)
    {
        var bill = Bill(world);
        Assert.Equal((BillState.Settled, 0), (bill.State, bill.Reviews.Count));
        Assert.Equal(1, History(world).Count(line => line.What == BillEvents.Settled));
        Assert.True(bill.SettledBy != BillCalls.Ask || world.Table.Rows(world.Site.Site.Value).Any(row => row.Row.StartsWith(DownlinkRows.InboxPrefix, StringComparison.Ordinal)));
    }

    // Each choice between the two is taken once either way; there is none where the schedule is not open any more.
    private static int RunAll(
        Func<BillStepWorld, (StepActor One, StepActor Other)> begin, Action<BillStepWorld> check, Func<BillStepWorld, bool>? isOpen = null)
    {
        var (choices, schedules) = (new List<int>(), 0);
        do
        {
            using var world = new BillStepWorld();
            var (one, other) = begin(world);
            List<StepActor> actors = [one, other];
            for (var at = 0; actors.Where(actor => actor.Steps.Count > 0).ToList() is { Count: > 0 } able;)
            {
                var isChosen = able.Count > 1 && isOpen?.Invoke(world) != false;
                if (isChosen && at == choices.Count)
                {
                    choices.Add(0);
                }

                var actor = able[isChosen ? choices[at++] : 0];
                actor.End(actor.Steps[0], Ending.Done);
            }

            Assert.True(world.Violation is null && actors.TrueForAll(actor => actor.Work is null), $"{string.Join(' ', choices)}: {world.Violation}");
            check(world);
            schedules++;
            while (choices is [.., 1])
            {
                choices.RemoveAt(choices.Count - 1);
            }

            if (choices.Count > 0)
            {
                choices[^1] = 1;
            }
        }
        while (choices.Count > 0);
        return schedules;
    }

    private static void Accept(BillStepWorld world)
    {
        world.Do(parts => ApplyAsync(parts, world));
        world.Clock.Advance(TimeSpan.FromSeconds(5));
    }

    private static Task<GatewayAnswer> ApplyAsync(DownlinkParts parts, BillStepWorld world) =>
        Get<ApplicationDesk>(parts).ApplyAsync(world.Site, BillStory.Application(), default);

    private static Task<BillStanding> AskAsync(DownlinkParts parts, BillStepWorld world, int generation) =>
        Get<BillSteps>(parts).AskAsync(new BillTurn(world.Site.Site.Value, BillStory.BillId, generation), default);

    // As the orchestration does where the city brain has just said that it has no such bill.
    private static Task<BillStanding> GoOnAsync(DownlinkParts parts, BillStepWorld world, int generation) =>
        Get<BillSteps>(parts).ApplyAsync(new BillTurn(world.Site.Site.Value, BillStory.BillId, generation), default);

    private static async Task RaiseAsync(DownlinkParts parts, BillStepWorld world)
    {
        var rows = new BillGenerations(Get<BillStore>(parts), world.Site.Site, BillStory.BillId, "late", world.Clock);
        for (var isRaised = false; !isRaised && await rows.ReadAsync("bill", default) is { } row;)
        {
            isRaised = await rows.TryRaiseAsync("bill", row, default);
        }
    }

    private static Task CancelAsync(DownlinkParts parts, BillStepWorld world) => Get<BillPassage>(parts).AfterAsync(
        world.Site,
        StandardCatalogue.Instance.Find("cancelOverDueBill")!,
        $$$"""{"data":{"billID":"{{{BillStory.BillId}}}"}}""",
        ScriptedUplink.Accepted,
        default);

    private static Task<DownlinkRow> TakeInAsync(DownlinkParts parts, BillStepWorld world)
    {
        var message = BillStory.PayResult();
        var fields = parts.Fields.Read(message.Topic, message.Data.ToJsonString());
        return Get<DownlinkReception>(parts).TakeInAsync(
            new DownlinkMessage(message.Key(world.Site.Site), message.Timestamp, world.Clock.GetUtcNow(), world.Clock.GetUtcNow(), fields.GetRawText(), fields),
            isPushed: true,
            default);
    }

    // What taking in does to the bill, without the rows around it.
    private static Task<FactEffect?> SettleAsync(DownlinkParts parts, BillStepWorld world)
    {
        var (message, now) = (BillStory.PayResult(), world.Clock.GetUtcNow());
        var fields = parts.Fields.Read(message.Topic, message.Data.ToJsonString());
        return parts.Facts.StoreFactAsync(new Fact(world.Site.Site, message.Topic, fields, message.Timestamp, now, now), _ => [], default);
    }

    private static BillRow Bill(BillStepWorld world) =>
        new(world.Site.Site, world.Table.Rows(world.Site.Site.Value).Single(row => row.Row == BillRows.Bill(BillStory.BillId)).ToEntity(null));

    private static List<BillEvent> History(BillStepWorld world) => [.. world.Table.Rows(world.Site.Site.Value)
        .Where(row => row.Row.StartsWith(BillRows.HistoryPrefix(BillStory.BillId), StringComparison.Ordinal))
        .Select(row => BillEvent.Read(row.ToEntity(null)))];

    private static T Get<T>(DownlinkParts parts)
        where T : notnull => parts.Services.GetRequiredService<T>();
}
