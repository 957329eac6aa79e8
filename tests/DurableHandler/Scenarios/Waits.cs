using HzFunctions.Durable;

namespace HzFunctions.DurableHandler.Scenarios;

/// <summary>Timers: one before, one across and one after what a test does in the middle.</summary>
internal sealed class TimerWait : Scenario<DateTimeOffset, bool>
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private Task? _across;

    protected override async Task<DateTimeOffset> BeginAsync(OrchestrationContext context, int input)
    {
        var begun = context.CurrentUtcDateTime;
        await context.CreateTimer(Wait);
        _across = context.CreateTimer(Wait);
        return begun;
    }

    protected override async Task<bool> EndAsync(OrchestrationContext context, DateTimeOffset state)
    {
        await _across!;
        await context.CreateTimer(Wait);
        return context.CurrentUtcDateTime - state >= 3 * Wait;
    }
}

/// <summary>An event that was raised before anyone waited.</summary>
internal sealed class EventBeforeWait : Scenario<int, int>
{
    protected override Task<int> BeginAsync(OrchestrationContext context, int input) => Task.FromResult(input);

    protected override async Task<int> EndAsync(OrchestrationContext context, int state) => state + await context.WaitForExternalEvent<int>("early");
}

/// <summary>An event that is raised while it is waited for.</summary>
internal sealed class EventAfterWait : Scenario<int, int>
{
    protected override Task<int> BeginAsync(OrchestrationContext context, int input) => Task.FromResult(input);

    protected override async Task<int> EndAsync(OrchestrationContext context, int state)
    {
        context.SetCustomStatus("listening");
        return state + await context.WaitForExternalEvent<int>("late");
    }
}

/// <summary>Events against timers: first the timer wins, then the event.</summary>
internal sealed class EventAgainstTimer : Scenario<string, string>
{
    protected override Task<string> BeginAsync(OrchestrationContext context, int input) => WaitAsync(context, "never", TimeSpan.FromSeconds(1));

    protected override async Task<string> EndAsync(OrchestrationContext context, string state) =>
        $"{state}, {await WaitAsync(context, "early", TimeSpan.FromHours(1))}";

    private static async Task<string> WaitAsync(OrchestrationContext context, string name, TimeSpan limit)
    {
        try
        {
            return $"event {await context.WaitForExternalEvent<int>(name, limit)}";
        }
        catch (OperationCanceledException)
        {
            return "timer";
        }
    }
}

/// <summary>A timer that is cancelled by what comes before it.</summary>
internal sealed class Cancellation : Scenario<int, string>
{
    protected override Task<int> BeginAsync(OrchestrationContext context, int input) => Task.FromResult(input);

    protected override async Task<string> EndAsync(OrchestrationContext context, int state)
    {
        using var giveUp = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromHours(1), giveUp.Token);
        await context.CallActivityAsync<int>("AddOne", state, Patience);
        giveUp.Cancel();
        try
        {
            await timer;
            return "fired";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }
}
