using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.DriveBillPoison;
using HzFunctions.Functions.Tests.Downlink;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>The commands of the queue <c>bill-commands</c>.</summary>
public sealed class DriveBillTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_command_starts_the_orchestration_and_each_other_rings_its_bell()
    {
        var (story, host) = await AppliedAsync();

        await host.DeliverAsync();
        Assert.Equal(["StartInstance"], host.Calls);
        await host.RunAsync(Command(story));

        Assert.Equal(["StartInstance", "StartInstance", "RaiseEvent"], host.Calls);
        Assert.Equal(OrchestrationStatus.Running, host.StatusOf(1));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(null)]
    public async Task Of_a_bill_that_is_over_the_bell_is_rung_and_nothing_is_started(OrchestrationRuntimeStatus? status)
    {
        var (story, host) = await AppliedAsync();
        await story.BringAsync(BillStory.PayResult());
        if (status is { } known)
        {
            host.Set(1, (OrchestrationStatus)known);
        }

        await host.RunAsync(Command(story));

        Assert.Equal(["RaiseEvent"], host.Calls);
    }

    [Fact]
    public async Task Bills_that_nobody_drives_and_those_that_there_are_none_of_are_left_alone()
    {
        var story = await BillStory.StartAsync();
        var host = new BillHost(story);
        await story.BringAsync(BillStory.PayResult());

        await host.RunAsync(Command(story));
        await host.RunAsync(Command(story, "B-9"));

        Assert.Empty(host.Host.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"site":"1001~~P1","bill":"B-1"}""")]
    [InlineData("""{"version":1,"site":"P1","bill":"B-1"}""")]
    [InlineData("""{"version":1,"site":"1001~~P1","bill":""}""")]
    [InlineData("""{"version":1,"site":"1001~~P1"}""")]
    [InlineData("""{"version":1,"site":null,"bill":"B-1"}""")]
    public async Task A_message_that_is_no_command_is_a_fault_until_it_is_poison(string text)
    {
        var host = new BillHost(await BillStory.StartAsync());

        await Assert.ThrowsAsync<FormatException>(() => host.RunAsync(text));
    }

    [Fact]
    public async Task A_poisonous_command_is_kept_aside()
    {
        var quarantine = new InMemoryQuarantine();

        await new DriveBillPoisonFunction(quarantine).RunAsync("what nobody could handle", Stop);

        Assert.Equal((BillQueue.Name, "what nobody could handle"), (Assert.Single(quarantine.Kept).Queue, quarantine.Kept[0].Message));
    }

    private static string Command(BillStory story, string billId = BillStory.BillId) =>
        new BillCommand(BillCommand.CurrentVersion, story.Site.Value, billId).ToJson();

    private static async Task<(BillStory Story, BillHost Host)> AppliedAsync()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        return (story, new BillHost(story));
    }
}
