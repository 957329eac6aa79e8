using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>A car park collects a bill in cash while its application has no answer yet.</summary>
public sealed class PayRecordTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task R74_a_bill_that_was_collected_before_the_city_brain_took_it_is_reminded_of_once_it_is_taken(bool wasTaken, int applications)
    {
        var story = await BillStory.StartAsync();
        (story.City.AnswersToLose, story.City.AwayUntil) = (wasTaken ? 1 : 0, TimeSpan.FromSeconds(wasTaken ? 0 : 20));
        await story.ApplyAsync();

        await CollectAsync(story);
        await CollectAsync(story);
        Assert.Empty(await story.InboxAsync());

        await story.DriveAsync();
        var (topic, data) = Assert.Single(await story.InboxAsync());
        Assert.Equal(("cancelOverDueBillReminder", BillStory.BillId), (topic, data.GetProperty("billID").GetString()));
        Assert.Equal(applications, story.City.TimesOf(BillCalls.Apply).Count);
    }

    [Fact]
    public async Task R74_a_bill_that_was_collected_and_is_then_refused_is_not_reminded_of()
    {
        var story = await BillStory.StartAsync();
        story.City.AwayUntil = TimeSpan.FromSeconds(20);
        story.City.Refusal = ScriptedUplink.Refused();
        await story.ApplyAsync();

        await CollectAsync(story);
        await story.DriveAsync();

        Assert.Equal(["applyPaymentResult"], (await story.InboxAsync()).Select(notice => notice.Topic));
    }

    private static Task CollectAsync(BillStory story) => story.Get<PayRecords>().NoteAsync(
        story.Site, $$$"""{"data":{"billID":"{{{BillStory.BillId}}}","billWay":0}}""", Stop);
}
