using HzFunctions.Durable.Worker;
using HzFunctions.DurableHandler.Activities;
using HzFunctions.DurableHandler.Scenarios;

namespace HzFunctions.DurableHandler;

/// <summary>What this handler runs.</summary>
internal static class TestWorker
{
    public static void Add(DurableWorkerBuilder worker) => worker
        .AddOrchestrator<Sequence>()
        .AddOrchestrator<FanOut>()
        .AddOrchestrator<RetryWithBackOff>()
        .AddOrchestrator<ActivityFailure>()
        .AddOrchestrator<CustomStatus>()
        .AddOrchestrator<TimerWait>()
        .AddOrchestrator<EventBeforeWait>()
        .AddOrchestrator<EventAfterWait>()
        .AddOrchestrator<EventAgainstTimer>()
        .AddOrchestrator<Cancellation>()
        .AddOrchestrator<Parent>()
        .AddOrchestrator<Child>()
        .AddOrchestrator<CountEvents>()
        .AddOrchestrator<BlockedTurn>()
        .AddActivity<AddOne>()
        .AddActivity<Square>()
        .AddActivity<Gate>()
        .AddActivity<Flaky>()
        .AddActivity<Hopeless>();
}
