namespace HzFunctions.Durable.Tests.Determinism;

#pragma warning disable RS0030, CA5394 // Each does what no orchestrator may.

internal sealed class ReadsTheClock : Orchestrator<string, long>
{
    protected override Task<long> RunAsync(OrchestrationContext context, string input) => Task.FromResult(DateTimeOffset.UtcNow.Ticks);
}

internal sealed class ThrowsDice : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input) =>
        await context.CallActivityAsync<int>("A", Random.Shared.Next());
}

internal sealed class MakesItsOwnGuids : Orchestrator<string, Guid>
{
    protected override Task<Guid> RunAsync(OrchestrationContext context, string input) => Task.FromResult(Guid.NewGuid());
}

internal sealed class ReadsFiles : Orchestrator<string, string>
{
    protected override async Task<string> RunAsync(OrchestrationContext context, string input) =>
        await context.CallActivityAsync<string>("A", File.ReadAllText(input));
}

internal sealed class CallsTheNet(HttpClient client) : Orchestrator<string, string>
{
    protected override async Task<string> RunAsync(OrchestrationContext context, string input) => await client.GetStringAsync(new Uri(input));
}

internal sealed class RunsTasks : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input) => await Task.Run(() => 1);
}

internal sealed class SleepsForReal : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        return 1;
    }
}

internal sealed class LeavesItsTurn : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input) =>
        await context.CallActivityAsync<int>("A").ConfigureAwait(false);
}

internal sealed class ReadsTheClockInALambda : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input)
    {
        Func<long> now = () => DateTime.UtcNow.Ticks + input.Length;
        return await context.CallActivityAsync<int>("A", now());
    }
}

internal sealed class ReadsTheClockThroughAHelper : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input) => await Helper.AskAsync(context);

    private static class Helper
    {
        public static async Task<int> AskAsync(OrchestrationContext context) => await context.CallActivityAsync<int>("A", Clock.Now());
    }
}

internal static class Clock
{
    public static long Now() => TimeProvider.System.GetTimestamp();
}

internal sealed class IsCareful : Orchestrator<int[], int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, int[] input)
    {
        var results = await Task.WhenAll(input.Select(number => context.CallActivityAsync<int>("A", number)));
        await context.CreateTimer(TimeSpan.FromHours(results.Length));
        return context.CurrentUtcDateTime.Hour + context.NewGuid().ToString("N").Length;
    }
}
