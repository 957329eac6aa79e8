using HzFunctions.Tests.Shared;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>Every interleaving within a bound, and many by chance: whatever dies and whenever, the last word that the city brain hears is the truth.</summary>
public sealed class DownlinkInterleavingTests
{
    private static readonly StoryPlan[] Plans =
    [
        new("an ack in the moment of the deadline", HasWebhook: false, TimeSpan.FromSeconds(15), Deliveries: 1, Replays: 0),
        new("an ack at once", HasWebhook: false, TimeSpan.Zero, Deliveries: 1, Replays: 0),
        new("no ack", HasWebhook: false, null, Deliveries: 1, Replays: 0),
        new("delivered twice at once", HasWebhook: false, TimeSpan.FromSeconds(1), Deliveries: 2, Replays: 0),
        new("replayed while it is acked", HasWebhook: false, TimeSpan.FromSeconds(3), Deliveries: 1, Replays: 1),
        new("replayed by the deadline", HasWebhook: false, TimeSpan.FromSeconds(15), Deliveries: 1, Replays: 5),
        new("a webhook", HasWebhook: true, null, Deliveries: 1, Replays: 0),
        new("a webhook, delivered twice and replayed", HasWebhook: true, null, Deliveries: 2, Replays: 1),
    ];

    public static TheoryData<int> Stories => [.. Enumerable.Range(0, Plans.Length)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void Whatever_goes_wrong_once_at_any_step_the_last_word_is_the_truth(int plan)
    {
        var waiting = new Queue<List<(int At, int Choice)>>([[]]);
        var stories = 0;
        while (waiting.TryDequeue(out var deviations) && stories++ < Scale.Of(10_000))
        {
            var choices = new List<int>();
            Run(plan, (_, all) =>
            {
                choices.Add(all);
                return deviations.Find(deviation => deviation.At == choices.Count - 1) is (_, var choice and > 0) ? Math.Min(choice, all - 1) : 0;
            });
            if (deviations.Count < 2)
            {
                Branch(deviations, choices, waiting);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void Whatever_goes_wrong_by_chance_the_last_word_is_the_truth(int plan)
    {
        for (var seed = 0; seed < Scale.Of(10_000); seed++)
        {
            var chance = new Random(seed);
            var extraordinary = 0;
            Run(plan, (ordinary, all) =>
                all > ordinary && extraordinary < 6 && chance.NextDouble() < 0.15 && ++extraordinary > 0
                    ? chance.Next(ordinary, all)
                    : chance.Next(ordinary));
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

    private static void Run(int plan, Func<int, int, int> choose)
    {
        using var story = new StepStory(Plans[plan], choose);
        var violation = story.Run();
        Assert.True(violation is null, $"{Plans[plan]}: {violation}\n{string.Join('\n', story.Told)}");
    }
}
