namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What an exploration came to.</summary>
/// <param name="Schedules">How many schedules were run.</param>
/// <param name="IsComplete">Whether these are all schedules within the bound.</param>
/// <param name="Violation">What did not hold, with the schedule and its steps, or null.</param>
internal sealed record Exploration(int Schedules, bool IsComplete, string? Violation);

/// <summary>Runs a scenario under many schedules.</summary>
internal sealed class Explorer(Scenario scenario, Leaning leaning)
{
    /// <summary>Runs all schedules that differ from the leaning in at most so many places, the simplest first, until the budget is spent.</summary>
    public Exploration RunAll(int mostDeviations, int budget)
    {
        var waiting = new Queue<Schedule>([Schedule.Default]);
        var schedules = 0;
        while (waiting.TryDequeue(out var schedule))
        {
            if (schedules++ == budget)
            {
                return new Exploration(budget, false, null);
            }

            var follower = schedule.Follow();
            if (new Simulation(scenario, leaning).Run(follower) is { } violation)
            {
                return new Exploration(schedules, false, Describe(schedule, violation));
            }

            if (schedule.Deviations.Count < mostDeviations)
            {
                Branch(schedule, follower.Choices, waiting);
            }
        }

        return new Exploration(schedules, true, null);
    }

    /// <summary>Runs so many schedules that are made by chance.</summary>
    public Exploration RunWalks(int walks, int firstSeed)
    {
        for (var walk = 0; walk < walks; walk++)
        {
            var walker = new RandomWalker(firstSeed + walk);
            if (new Simulation(scenario, leaning).Run(walker) is { } violation)
            {
                return new Exploration(walk + 1, false, Describe(walker.Schedule, violation));
            }
        }

        return new Exploration(walks, true, null);
    }

    /// <summary>Runs one schedule and tells its steps.</summary>
    public string? Replay(Schedule schedule, Action<string> trace) => new Simulation(scenario, leaning, trace).Run(schedule.Follow());

    // Each schedule comes of exactly one other: the one without its last deviation.
    private static void Branch(Schedule schedule, IReadOnlyList<int> choices, Queue<Schedule> waiting)
    {
        var first = schedule.Deviations is [.., var last] ? last.At + 1 : 0;
        for (var at = first; at < choices.Count; at++)
        {
            for (var choice = 1; choice < choices[at]; choice++)
            {
                waiting.Enqueue(schedule.With(at, choice));
            }
        }
    }

    private string Describe(Schedule schedule, string violation)
    {
        var steps = new List<string>();
        Replay(schedule, steps.Add);
        return $"{scenario}, {leaning}, schedule \"{schedule}\": {violation}\n{string.Join('\n', steps)}";
    }
}
