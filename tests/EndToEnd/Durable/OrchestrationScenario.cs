namespace HzFunctions.EndToEnd.Durable;

/// <summary>An orchestration and what must come of it, whatever is killed meanwhile.</summary>
/// <param name="Name">The orchestrator, and the instance's id.</param>
/// <param name="Input">Its input.</param>
/// <param name="Output">Its result as JSON.</param>
internal sealed record OrchestrationScenario(string Name, object Input, string Output)
{
    public static IReadOnlyList<OrchestrationScenario> All { get; } =
    [
        new("Sequence", 1, "4"),
        new("FanOut", 0, "80850"),
        new("RetryWithBackOff", 0, "6"),
        new("ActivityFailure", 0, "\"NonRetriableException: no way, NonRetriableException: no chance\""),
        new("CustomStatus", 0, "\"told\""),
        new("TimerWait", 0, "true"),
        new("EventBeforeWait", 1, "6"),
        new("EventAfterWait", 1, "7"),
        new("EventAgainstTimer", 0, "\"timer, event 5\""),
        new("Cancellation", 0, "\"cancelled\""),
        new("Parent", 0, "\"19 Child\""),
    ];
}
