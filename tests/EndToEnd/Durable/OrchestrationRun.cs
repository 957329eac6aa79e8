namespace HzFunctions.EndToEnd.Durable;

/// <summary>
/// All kinds of orchestrations side by side, each of which stands still twice: within an activity, and waiting with nothing running. What
/// is done to the processes there must not change any result.
/// </summary>
internal sealed class OrchestrationRun(DurableSystem system, int events)
{
    private const string Counter = "CountEvents";
    private const string Halted = "halted";
    private const string Ended = "ended";

    private static readonly string[] All = [.. OrchestrationScenario.All.Select(scenario => scenario.Name), Counter, Halted, Ended];

    private readonly int _half = events / 2;

    /// <summary>Runs them.</summary>
    /// <param name="duringActivities">Done while every orchestration has an activity running.</param>
    /// <param name="betweenTurns">Done while none has anything running.</param>
    public async Task RunAsync(Func<Task> duringActivities, Func<Task> betweenTurns)
    {
        await StartAsync();
        await Task.WhenAll(All.Select(system.HasReachedAsync));
        await duringActivities();
        Array.ForEach(All, system.Open);
        await Task.WhenAll(All.Select(name => system.BecomesAsync(name, "waits", answer => Says(answer, "waiting"))));

        await system.AskAsync("suspend", Halted);
        await system.BecomesAsync(Halted, "is suspended", answer => answer.Outcome == "Suspended");
        await betweenTurns();
        await GoOnAsync();
        await CheckAsync();
    }

    private async Task StartAsync()
    {
        foreach (var scenario in OrchestrationScenario.All)
        {
            Assert.Equal("Started", (await system.AskAsync("start", scenario.Name, scenario.Name, scenario.Input)).Outcome);
        }

        await system.AskAsync("start", Halted, "Sequence", 1);
        await system.AskAsync("start", Ended, "Sequence", 1);
        await system.AskAsync("raise", "EventBeforeWait", "early", 5);
        await system.AskAsync("raise", "EventAgainstTimer", "early", 5);
        await system.AskAsync("start", Counter, Counter, new[] { events, events - _half, 0 });
        Assert.Equal("AlreadyRunning", (await system.AskAsync("start", Counter, Counter, new[] { 1, 1, 1 })).Outcome);
        await CountAsync(1, _half);
    }

    private async Task GoOnAsync()
    {
        Assert.Equal("Delivered", (await system.AskAsync("terminate", Ended, "enough")).Outcome);
        foreach (var name in All.Where(name => name != Ended))
        {
            Assert.Equal("Delivered", (await system.AskAsync("raise", name, "go")).Outcome);
        }

        await CountAsync(_half + 1, events);
        await system.BecomesAsync("EventAfterWait", "listens", answer => Says(answer, "listening"));
        await system.AskAsync("raise", "EventAfterWait", "late", 6);
    }

    // They arrive while the counter begins anew with each of them.
    private async Task CountAsync(int from, int to)
    {
        for (var number = from; number <= to; number++)
        {
            await system.AskAsync("raise", Counter, "count", number);
        }
    }

    private async Task CheckAsync()
    {
        foreach (var scenario in OrchestrationScenario.All)
        {
            await EndsAsync(scenario.Name, scenario.Output);
        }

        await EndsAsync(Counter, $"[0,{events - _half},{events * (events + 1) / 2}]");
        Assert.Equal("""["nearly","done"]""", (await system.AskAsync("get", "CustomStatus")).CustomStatus?.GetRawText());
        await system.BecomesAsync(Ended, "is terminated", answer => answer is { Outcome: "Terminated" } && answer.Output?.GetString() == "enough");

        Assert.Equal("Suspended", (await system.AskAsync("get", Halted)).Outcome);
        await system.AskAsync("resume", Halted);
        await EndsAsync(Halted, "4");
        Assert.Equal("Finished", (await system.AskAsync("raise", Halted, "go")).Outcome);
        Assert.Equal("NotFound", (await system.AskAsync("raise", "nobody", "go")).Outcome);
        Assert.Equal("True", (await system.AskAsync("purge", Halted)).Outcome);
        Assert.Equal("none", (await system.AskAsync("get", Halted)).Outcome);
        Assert.Equal("3", (await system.AskAsync("query", "Event")).Outcome);
    }

    private Task EndsAsync(string instanceId, string output) => system.BecomesAsync(
        instanceId, $"completes with {output}", answer => answer.Outcome == "Completed" && answer.Output?.GetRawText() == output);

    private static bool Says(ClientAnswer answer, string status) =>
        answer.CustomStatus is { ValueKind: System.Text.Json.JsonValueKind.String } said && said.GetString() == status;
}
