using HzFunctions.Durable.Replay;
using HzFunctions.DurableHandler.Scenarios;

namespace HzFunctions.Durable.Tests.Replay;

/// <summary>One run of each orchestration of this project in a scripted world.</summary>
internal static class ScenarioRuns
{
    public static readonly DurableJson Json = new();

    private static readonly TimeSpan Go = TimeSpan.FromMinutes(10);

    /// <summary>By the orchestrator's name: how to make it, and how to run it.</summary>
    public static IReadOnlyDictionary<string, (Func<IOrchestrator> Create, Func<ReplayRun> Run)> All { get; } =
        new Dictionary<string, (Func<IOrchestrator> Create, Func<ReplayRun> Run)>
        {
            [nameof(Sequence)] = Of(() => new Sequence(), 1),
            [nameof(FanOut)] = Of(() => new FanOut(), 0),
            [nameof(RetryWithBackOff)] = Of(() => new RetryWithBackOff(), 0),
            [nameof(ActivityFailure)] = Of(() => new ActivityFailure(), 0),
            [nameof(CustomStatus)] = Of(() => new CustomStatus(), 0),
            [nameof(TimerWait)] = Of(() => new TimerWait(), 0),
            [nameof(EventBeforeWait)] = Of(() => new EventBeforeWait(), 1),
            [nameof(EventAfterWait)] = Of(() => new EventAfterWait(), 1),
            [nameof(EventAgainstTimer)] = Of(() => new EventAgainstTimer(), 0),
            [nameof(Cancellation)] = Of(() => new Cancellation(), 0),
            [nameof(Parent)] = Of(() => new Parent(), 0),
            [nameof(Child)] = Of(() => new Child(), 3),
            [nameof(CountEvents)] = Of(() => new CountEvents(), new[] { 6, 3, 0 }),
        };

    private static (Func<IOrchestrator> Create, Func<ReplayRun> Run) Of(Func<IOrchestrator> create, object input) =>
        (create, () => CreateWorld().Run(create, input));

    private static ReplayHarness CreateWorld()
    {
        var attempts = new Dictionary<string, int>();
        var harness = new ReplayHarness(Json)
            .OnActivity<int, int>("AddOne", (number, _) => number + 1)
            .OnActivity<int, int>("Square", (number, _) => number * number, TimeSpan.FromSeconds(1))
            .OnActivity<string, bool>("Gate", (_, at) => at < TimeSpan.FromMinutes(1) ? throw new HostFaultException() : true, TimeSpan.FromMinutes(1))
            .OnActivity<string, int>("Flaky", (name, _) =>
            {
                attempts[name!] = attempts.GetValueOrDefault(name!) + 1;
                return attempts[name!] > 2 ? attempts[name!] : throw new IOException($"attempt {attempts[name!]}");
            })
            .OnActivity<string, int>("Hopeless", (what, _) => throw new NonRetriableException($"no {what}"))
            .OnSubOrchestrator<int, int>("Child", (width, _) => width < 0 ? throw new InvalidOperationException("negative") : width * width)
            .RaiseEvent(TimeSpan.FromSeconds(30), "early", 5)
            .RaiseEvent(Go, "go")
            .RaiseEvent(Go + TimeSpan.FromSeconds(1), "late", 6);
        for (var number = 1; number <= 6; number++)
        {
            harness.RaiseEvent(TimeSpan.FromSeconds(number / 3), "count", number);
        }

        return harness;
    }
}
