using HzFunctions.Durable.Replay;
using HzFunctions.Tests.Shared.Determinism;

namespace HzFunctions.Durable.Tests.Documentation;

/// <summary>The examples of docs/durable.md: they stand here as code, do what is said of them, and stand there as they are.</summary>
public sealed class DurableGuideTests
{
    [Fact]
    public void The_example_reminds_every_hour_until_it_is_paid()
    {
        var json = new DurableJson();
        var run = new ReplayHarness(json)
            .OnActivity<string, bool>("AskWhetherPaid", (bill, at) => at >= TimeSpan.FromHours(3))
            .OnActivity<string, bool>("Remind", (bill, at) => true)
            .Run(() => new RemindUntilPaid(), "bill-1");
        Assert.Equal(3, run.ReadOutputAs<int>());
        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3)], run.TimesOf("Remind"));
    }

    [Fact]
    public void The_example_is_asked_again_at_once_when_the_bell_rings()
    {
        var run = new ReplayHarness(new DurableJson())
            .OnActivity<string, bool>("AskWhetherPaid", (bill, at) => at > TimeSpan.Zero)
            .RaiseEvent(TimeSpan.FromMinutes(5), "bell", "paid")
            .Run(() => new RemindUntilPaid(), "bill-1");
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMinutes(5)], run.TimesOf("AskWhetherPaid"));
    }

    [Fact]
    public void The_example_touches_nothing_that_it_must_not() => Assert.Empty(OrchestratorCode.Check(typeof(RemindUntilPaid)));

    [Fact]
    public async Task The_guide_has_the_code_as_it_stands_here()
    {
        var guide = Words(await ReadAsync("docs/durable.md"));
        var example = await ReadAsync("tests/Durable.Tests/Documentation/RemindUntilPaid.cs");
        Assert.Contains(Words(example[example.IndexOf("internal sealed class", StringComparison.Ordinal)..]), guide, StringComparison.Ordinal);

        var test = await ReadAsync("tests/Durable.Tests/Documentation/DurableGuideTests.cs");
        var from = test.IndexOf("var run = ", StringComparison.Ordinal);
        Assert.Contains(Words(test[from..test.IndexOf("Assert", from, StringComparison.Ordinal)]), guide, StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, path), TestContext.Current.CancellationToken);

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
