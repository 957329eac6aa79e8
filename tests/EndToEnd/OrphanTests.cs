using System.Diagnostics;

namespace HzFunctions.EndToEnd;

/// <summary>What is left of a local run that ends badly.</summary>
[Collection(WholeSystem.Name)]
public sealed class OrphanTests
{
    [Fact]
    public async Task No_process_outlives_the_command_even_when_it_is_killed()
    {
        await using var system = LocalSystemUnderTest.Start([]);
        await system.HasAcceptedAsync(5);
        string[] parts = ["handler", "functions-host", "azurite", "city-brain", "car-parks", "mqtt-bridge"];
        var processes = new List<int>();
        foreach (var part in parts)
        {
            processes.Add(await system.ProcessOfAsync(part));
        }

        Assert.DoesNotContain(0, processes);
        using (var command = Process.GetProcessById(system.ProcessId))
        {
            command.Kill();
        }

        await Condition.HoldsAsync(
            "all its processes are gone", TimeSpan.FromSeconds(20), () => Task.FromResult(!processes.Exists(ProcessTable.IsAlive)));
    }

    [Fact]
    public async Task A_second_run_on_the_same_folder_is_refused_while_the_first_is_running()
    {
        await using var first = LocalSystemUnderTest.Start(["--no-traffic"]);
        await Condition.HoldsAsync(
            $"the first run is up\n{first.Output}",
            TimeSpan.FromMinutes(3),
            () => Task.FromResult(File.Exists(Path.Combine(first.State, "endpoints.json"))));

        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "local"), ["--state", first.State])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var second = Process.Start(start)!;
        var words = await second.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, second.ExitCode);
        Assert.NotEmpty(words);
    }
}
