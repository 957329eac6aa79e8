using HzFunctions.Tests.Shared;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>
/// Two drains, those who accept, Watch; every interleaving of what they await, a death after any of it, and everything
/// that the city brain, the storage and the clocks can do. What holds is in <see cref="JournalInvariants"/>,
/// <see cref="CallInvariants"/> and <see cref="FinalInvariants"/>.
/// </summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    // All schedules with one deviation are some hundred per scenario, with two some ten thousand.
    private static readonly int Deviations = Scale.IsFull ? 2 : 1;
    private static readonly int Budget = Scale.Of(1_000_000);
    private static readonly int Walks = Scale.Of(20_000);

    public static TheoryData<string, Leaning> Explorations =>
        [.. Scenarios.All.SelectMany(scenario => Enum.GetValues<Leaning>().Select(leaning => (scenario.Name, leaning)))];

    public static TheoryData<Sabotage> Sabotages => [.. Enum.GetValues<Sabotage>().Where(sabotage => sabotage != Sabotage.None)];

    [Theory]
    [MemberData(nameof(Explorations))]
    public async Task D6_no_record_sleeps_none_is_lost_and_none_goes_up_out_of_order(string scenario, Leaning leaning)
    {
        var explorer = new Explorer(Scenarios.All.Single(found => found.Name == scenario), leaning);

        // On a thread of the pool, where continuations run at once and on the same thread.
        var all = await Task.Run(() => explorer.RunAll(Deviations, Budget), TestContext.Current.CancellationToken);
        var walks = await Task.Run(() => explorer.RunWalks(Walks, firstSeed: 1), TestContext.Current.CancellationToken);

        output.WriteLine($"{all.Schedules} schedules with up to {Deviations} deviations{(all.IsComplete ? ", all there are" : "")}; {walks.Schedules} by chance");
        Assert.True(all.Violation is null, all.Violation);
        Assert.True(walks.Violation is null, walks.Violation);
        Assert.True(all.IsComplete);
    }

    [Theory]
    [MemberData(nameof(Sabotages))]
    public async Task A_fault_that_is_put_in_on_purpose_is_found(Sabotage sabotage)
    {
        var explorations = await Task.Run(
            () => Enum.GetValues<Leaning>()
                .Select(leaning => new Explorer(Scenarios.With(sabotage), leaning).RunWalks(walks: 3000, firstSeed: 1))
                .ToList(),
            TestContext.Current.CancellationToken);

        var found = explorations.Where(exploration => exploration.Violation is not null).MinBy(exploration => exploration.Schedules);
        Assert.NotNull(found);
        output.WriteLine($"found by schedule {found.Schedules}: {found.Violation![..found.Violation!.IndexOf('\n', StringComparison.Ordinal)]}");
    }

    [Fact]
    public async Task A_schedule_that_is_written_down_gives_the_same_steps_again()
    {
        var scenario = Scenarios.All[^1];
        var walker = new RandomWalker(seed: 7);
        var (first, second) = (new List<string>(), new List<string>());

        await Task.Run(
            () =>
            {
                new Simulation(scenario, Leaning.TakeTurns, first.Add).Run(walker);
                new Explorer(scenario, Leaning.TakeTurns).Replay(Schedule.Parse(walker.Schedule.ToString()), second.Add);
            },
            TestContext.Current.CancellationToken);

        Assert.True(first.Count > 50);
        Assert.Equal(first, second);
    }
}
