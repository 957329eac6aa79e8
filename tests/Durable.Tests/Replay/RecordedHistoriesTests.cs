using System.Reflection;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Replay;
using HzFunctions.DurableHandler;
using HzFunctions.DurableHandler.Scenarios;
using HzFunctions.Durable.Worker;
using HzFunctions.Tests.Shared.Determinism;

namespace HzFunctions.Durable.Tests.Replay;

/// <summary>
/// The orchestrations of this project against histories that were recorded before. Where a change of an orchestrator is meant, it gets a
/// new name, since instances of the old one may be running; <c>HZ_RECORD_HISTORIES=1</c> records what has no file yet.
/// </summary>
public sealed class RecordedHistoriesTests
{
    private static readonly string Folder = typeof(RecordedHistoriesTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RecordedHistories").Value!;

    public static TheoryData<string> Orchestrators => [.. Registered.Orchestrators.Keys.Where(name => name != nameof(BlockedTurn)).Order(StringComparer.Ordinal)];

    private static FunctionRegistry Registered
    {
        get
        {
            using var services = new ServiceCollection().AddDurableWorker(TestWorker.Add).BuildServiceProvider();
            return services.GetRequiredService<FunctionRegistry>();
        }
    }

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public void An_orchestration_replays_what_was_recorded_of_it(string name)
    {
        Assert.True(ScenarioRuns.All.TryGetValue(name, out var scenario), $"'{name}' has no run in ScenarioRuns.");
        var file = Path.Combine(Folder, $"{name}.json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("HZ_RECORD_HISTORIES") == "1")
        {
            File.WriteAllText(file, RecordedHistory.Write(scenario.Run()));
        }

        Assert.True(File.Exists(file), $"'{name}' has no recorded history: run once with HZ_RECORD_HISTORIES=1.");
        RecordedHistory.Verify(File.ReadAllText(file), scenario.Create, ScenarioRuns.Json);
    }

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public void An_orchestration_ends_well_in_its_scripted_world(string name) =>
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ScenarioRuns.All[name].Run().Status);

    [Fact]
    public void No_orchestration_touches_what_it_must_not() => Assert.All(
        OrchestratorCode.In(typeof(TestWorker).Assembly).Where(type => type != typeof(BlockedTurn)),
        type => Assert.Empty(OrchestratorCode.Check(type)));

    [Fact]
    public void Each_function_has_its_folder_and_each_folder_its_function()
    {
        var folders = Directory.EnumerateFiles(AppContext.BaseDirectory, "function.json", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file))!).Where(name => name != "Client");
        Assert.Equal(
            Registered.Orchestrators.Keys.Concat(Registered.Activities.Keys).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }
}
