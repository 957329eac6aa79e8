using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>What orchestrations can do: activities, timers, events, sub-orchestrations, continue-as-new.</summary>
public sealed class OrchestrationTests(SharedAzurite azurite)
{
    [Fact]
    public async Task Activities_run_one_after_the_other()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Sequence", turn =>
            {
                if (!turn.Has(0))
                {
                    turn.Activity(0, "AddOne", turn.Input);
                }
                else if (!turn.Has(1))
                {
                    turn.Activity(1, "AddOne", turn.Result(0));
                }
                else
                {
                    turn.Complete(2, turn.Result(1));
                }
            });
            prepared.Activity("AddOne", input => $"{int.Parse(input!, System.Globalization.CultureInfo.InvariantCulture) + 1}");
        });

        var end = await host.Client.RunAsync("Sequence", "one", "40");

        Assert.Equal((OrchestrationStatus.Completed, "40", "42"), (end.OrchestrationStatus, end.Input, end.Output));
        Assert.Equal(3, host.Turns.Count);
    }

    [Fact]
    public async Task Fifty_activities_run_beside_each_other()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Fan", turn =>
            {
                if (turn.IsFirst)
                {
                    Enumerable.Range(0, 50).ToList().ForEach(id => turn.Activity(id, "Echo", $"{id}"));
                }
                else if (Enumerable.Range(0, 50).All(turn.Has))
                {
                    turn.Complete(50, $"{Enumerable.Range(0, 50).Sum(id => int.Parse(turn.Result(id)!, System.Globalization.CultureInfo.InvariantCulture))}");
                }
            });
            prepared.Activity("Echo", input => input);
        });

        var started = TimeProvider.System.GetTimestamp();
        var end = await host.Client.RunAsync("Fan", "fan");

        Assert.Equal("1225", end.Output);
        TestContext.Current.SendDiagnosticMessage($"fan-out of 50: {TimeProvider.System.GetElapsedTime(started)}");
    }
}
