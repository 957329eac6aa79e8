using HzFunctions.Durable.Client;
using HzFunctions.Durable.Generations;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Tests.Generations;

/// <summary>Generations: whoever dies and whoever meets whom, in the end one instance of the current generation drives the subject.</summary>
public sealed class InstanceGenerationsTests
{
    private const int LongestSchedule = 9;

    private static readonly GenerationId First = new(SteppedWorld.Subject, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_callers_that_found_the_same_instance_wanting_raise_it_once_in_every_order_and_wherever_one_dies()
    {
        var schedules = 0;
        foreach (var schedule in Schedules(callers: 2, LongestSchedule))
        {
            var world = new SteppedWorld();
            world.Host.Instances[First.ToString()] = Hanging();
            world.Run([SupersedeAsync, SupersedeAsync], schedule);
            var text = string.Join(string.Empty, schedule);
            Assert.True(world.Generation <= 2, $"Schedule {text}: the generation was raised to {world.Generation}.");

            // The watch comes round again, and finds what is missing.
            await new InstanceGenerations(world).StartAsync(world.Host.CreateClient("Bill"), "Bill", SteppedWorld.Subject, 1, Token);
            var driving = world.Host.Instances.Values.Where(state => state.OrchestrationStatus != OrchestrationStatus.Terminated);
            Assert.True(driving.Any(state => state.InstanceId == $"bill-g{world.Generation}"), $"Schedule {text}: nobody drives the subject.");
            schedules++;
        }

        Assert.Equal((1 << (LongestSchedule + 1)) - 1, schedules);
    }

    [Fact]
    public async Task A_successor_starts_before_its_predecessor_is_ended_and_an_older_one_is_no_longer_current()
    {
        var world = new SteppedWorld();
        world.Host.Instances[First.ToString()] = Hanging();
        var generations = new InstanceGenerations(world);
        var next = await generations.SupersedeAsync(world.Host.CreateClient("Bill"), "Bill", First, 1, Token);
        Assert.Equal(new GenerationId("bill", 2), next);
        Assert.Equal(["StartInstance", "TerminateInstance"], world.Host.Calls.Select(call => call.Method));
        Assert.Equal(OrchestrationStatus.Terminated, world.Host.Instances["bill-g1"].OrchestrationStatus);
        Assert.False(await generations.IsCurrentAsync(First, Token));
        Assert.True(await generations.IsCurrentAsync(next!.Value, Token));
    }

    [Fact]
    public async Task One_that_is_no_longer_current_cannot_be_superseded_again()
    {
        var world = new SteppedWorld();
        var generations = new InstanceGenerations(world);
        Assert.NotNull(await generations.SupersedeAsync(world.Host.CreateClient("Bill"), "Bill", First, 1, Token));
        Assert.Null(await generations.SupersedeAsync(world.Host.CreateClient("Bill"), "Bill", First, 1, Token));
        Assert.Equal(2, world.Generation);
    }

    [Fact]
    public async Task An_instance_that_is_missing_is_superseded_all_the_same()
    {
        var world = new SteppedWorld();
        Assert.NotNull(await new InstanceGenerations(world).SupersedeAsync(world.Host.CreateClient("Bill"), "Bill", First, 1, Token));
        Assert.True(world.Host.Instances.ContainsKey("bill-g2"));
    }

    [Theory]
    [InlineData("site-bill-g1", "site-bill", 1)]
    [InlineData("a-g1-g12", "a-g1", 12)]
    public void An_instance_id_tells_subject_and_generation(string instanceId, string subject, int generation)
    {
        Assert.Equal(new GenerationId(subject, generation), GenerationId.Parse(instanceId));
        Assert.Equal(instanceId, new GenerationId(subject, generation).ToString());
    }

    [Theory]
    [InlineData("bill")]
    [InlineData("bill-g")]
    [InlineData("bill-g0")]
    [InlineData("bill-g-1")]
    [InlineData("bill-gx")]
    [InlineData("-g1")]
    public void What_ends_in_no_generation_is_refused(string instanceId) => Assert.Throws<FormatException>(() => GenerationId.Parse(instanceId));

    private static Task<GenerationId?> SupersedeAsync(InstanceGenerations generations, DurableClient client) =>
        generations.SupersedeAsync(client, "Bill", First, 1, CancellationToken.None);

    private static OrchestrationState Hanging() => new()
    {
        InstanceId = First.ToString(),
        Name = "Bill",
        OrchestrationStatus = OrchestrationStatus.Pending,
    };

    // Every order of steps, and every one that breaks off: a caller that gets no further turn is dead.
    private static IEnumerable<IReadOnlyList<int>> Schedules(int callers, int longest)
    {
        yield return [];
        if (longest > 0)
        {
            foreach (var rest in Schedules(callers, longest - 1))
            {
                for (var caller = 0; caller < callers; caller++)
                {
                    yield return [caller, .. rest];
                }
            }
        }
    }
}
