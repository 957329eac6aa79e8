using HzFunctions.Durable;

namespace HzFunctions.DurableHandler.Scenarios;

/// <summary>One activity after the other.</summary>
internal sealed class Sequence : Scenario<int, int>
{
    protected override async Task<int> BeginAsync(OrchestrationContext context, int input) =>
        await context.CallActivityAsync<int>("AddOne", await context.CallActivityAsync<int>("AddOne", input, Patience), Patience);

    protected override async Task<int> EndAsync(OrchestrationContext context, int state) =>
        await context.CallActivityAsync<int>("AddOne", state, Patience);
}

/// <summary>Fifty activities at once, twice.</summary>
internal sealed class FanOut : Scenario<int, int>
{
    private const int Width = 50;

    protected override Task<int> BeginAsync(OrchestrationContext context, int input) => SumAsync(context);

    protected override async Task<int> EndAsync(OrchestrationContext context, int state) => state + await SumAsync(context);

    private static async Task<int> SumAsync(OrchestrationContext context) =>
        (await Task.WhenAll(Enumerable.Range(0, Width).Select(number => context.CallActivityAsync<int>("Square", number, Patience)))).Sum();
}

/// <summary>Activities that succeed at their third attempt.</summary>
internal sealed class RetryWithBackOff : Scenario<int, int>
{
    private static readonly RetryPolicy Growing = new(10, TimeSpan.FromMilliseconds(200)) { BackoffCoefficient = 2 };

    protected override Task<int> BeginAsync(OrchestrationContext context, int input) =>
        context.CallActivityAsync<int>("Flaky", $"{context.InstanceId}.first", Growing);

    protected override async Task<int> EndAsync(OrchestrationContext context, int state) =>
        state + await context.CallActivityAsync<int>("Flaky", $"{context.InstanceId}.second", Growing);
}

/// <summary>An activity that fails for good.</summary>
internal sealed class ActivityFailure : Scenario<string, string>
{
    protected override Task<string> BeginAsync(OrchestrationContext context, int input) => CatchAsync(context, "way");

    protected override async Task<string> EndAsync(OrchestrationContext context, string state) => $"{state}, {await CatchAsync(context, "chance")}";

    private static async Task<string> CatchAsync(OrchestrationContext context, string what)
    {
        try
        {
            return $"{await context.CallActivityAsync<int>("Hopeless", what, Patience)}";
        }
        catch (TaskFailedException failure)
        {
            return $"{failure.Details.ErrorType.Split('.')[^1]}: {failure.Details.ErrorMessage}";
        }
    }
}

/// <summary>Tells what it is doing.</summary>
internal sealed class CustomStatus : Scenario<int, string>
{
    protected override Task<int> BeginAsync(OrchestrationContext context, int input) => Task.FromResult(input);

    protected override Task<string> EndAsync(OrchestrationContext context, int state)
    {
        context.SetCustomStatus(new[] { "nearly", "done" });
        return Task.FromResult("told");
    }
}
