namespace HzFunctions.Functions.Tests.Interleaving;

public sealed class InterleavingTests
{
    [Fact]
    public async Task Try()
    {
        var time = System.Diagnostics.Stopwatch.StartNew();
        foreach (var scenario in Scenarios.All)
        {
            foreach (var leaning in Enum.GetValues<Leaning>())
            {
                time.Restart();
                var exploration = await Task.Run(() => new Explorer(scenario, leaning).RunAll(1, 100_000));
                TestContext.Current.TestOutputHelper!.WriteLine($"{scenario.Name} {leaning} {exploration.Schedules} {exploration.IsComplete} {time.ElapsedMilliseconds} ms");
                if (exploration.Violation is not null)
                {
                    TestContext.Current.TestOutputHelper!.WriteLine(exploration.Violation);
                }
            }
        }
        Assert.Fail("x");
    }
}
