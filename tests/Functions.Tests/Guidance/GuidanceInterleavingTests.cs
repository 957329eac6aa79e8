using HzFunctions.Tests.Shared;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>Expiry, cancel, arrival and the next driver meet over one booking: one outcome, and the same in rows and answers, in every order of their steps.</summary>
public sealed class GuidanceInterleavingTests
{
    private const int MostDeviations = 3;

    [Fact]
    public void Whatever_order_their_steps_have_there_is_one_outcome()
    {
        var waiting = new Queue<List<(int At, int Choice)>>([[]]);
        for (var stories = 0; stories < Scale.Of(10_000) && waiting.TryDequeue(out var deviations); stories++)
        {
            var choices = new List<int>();
            Run((_, all) =>
            {
                choices.Add(all);
                return deviations.Find(deviation => deviation.At == choices.Count - 1) is (_, var choice and > 0) ? Math.Min(choice, all - 1) : 0;
            });
            if (deviations.Count < MostDeviations)
            {
                Branch(deviations, choices, waiting);
            }
        }
    }

    [Fact]
    public void Whatever_order_chance_gives_their_steps_there_is_one_outcome()
    {
        for (var seed = 0; seed < Scale.Of(20_000); seed++)
        {
            var chance = new Random(seed);
            Run((ordinary, all) => all > ordinary && chance.NextDouble() < 0.1 ? chance.Next(ordinary, all) : chance.Next(ordinary));
        }
    }

    private static void Branch(List<(int At, int Choice)> deviations, List<int> choices, Queue<List<(int At, int Choice)>> waiting)
    {
        for (var at = deviations is [.., var last] ? last.At + 1 : 0; at < choices.Count; at++)
        {
            for (var choice = 1; choice < choices[at]; choice++)
            {
                waiting.Enqueue([.. deviations, (at, choice)]);
            }
        }
    }

    private static void Run(Func<int, int, int> choose)
    {
        using var story = new RaceStory();
        var violation = story.Run(choose);
        Assert.True(violation is null, $"{violation}\n{string.Join('\n', story.Told)}");
    }
}
