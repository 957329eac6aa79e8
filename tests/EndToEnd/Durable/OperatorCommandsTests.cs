namespace HzFunctions.EndToEnd.Durable;

/// <summary>The commands of docs/durable.md, run as they stand there.</summary>
[Collection(WholeSystem.Name)]
public sealed class OperatorCommandsTests
{
    private const string Instance = "looked-at";

    [Fact]
    public async Task An_operator_looks_at_halts_ends_and_removes_an_instance_as_the_documentation_says()
    {
        DocumentedCommands.NeedTools();
        var blocks = await DocumentedCommands.OfAsync("durable.md");
        Assert.Equal(2, blocks.Count);
        await using var system = await DurableSystem.StartAsync(DurableSystem.BuiltHandler);
        await system.AskAsync("start", Instance, "Sequence", 1);
        await system.HasReachedAsync(Instance);

        var output = await RunAsync(blocks[0], system);
        Assert.Contains($"\"instanceId\":\"{Instance}\"", output, StringComparison.Ordinal);
        await system.BecomesAsync(Instance, "is terminated", answer => answer.Outcome == "Terminated");
        Assert.Contains("\"instancesDeleted\":1", await RunAsync(blocks[1], system), StringComparison.Ordinal);
        await system.BecomesAsync(Instance, "is gone", answer => answer.Outcome == "none");
    }

    private static Task<string> RunAsync(string commands, DurableSystem system) =>
        DocumentedCommands.RunAsync(commands, new() { ["HOST"] = system.Address.GetLeftPart(UriPartial.Authority), ["ID"] = Instance });
}
