using HzFunctions.Tests.Shared.Determinism;

namespace HzFunctions.Durable.Tests.Determinism;

/// <summary>The check of compiled orchestrators: it must find what it is for, also where it is hidden.</summary>
public sealed class OrchestratorCodeTests
{
    [Theory]
    [InlineData(typeof(ReadsTheClock), "System.DateTimeOffset.get_UtcNow")]
    [InlineData(typeof(ThrowsDice), "System.Random.get_Shared")]
    [InlineData(typeof(MakesItsOwnGuids), "System.Guid.NewGuid")]
    [InlineData(typeof(ReadsFiles), "System.IO.File.ReadAllText")]
    [InlineData(typeof(CallsTheNet), "System.Net.Http.HttpClient.GetStringAsync")]
    [InlineData(typeof(RunsTasks), "System.Threading.Tasks.Task.Run")]
    [InlineData(typeof(SleepsForReal), "System.Threading.Tasks.Task.Delay")]
    [InlineData(typeof(LeavesItsTurn), "System.Threading.Tasks.Task.ConfigureAwait")]
    [InlineData(typeof(ReadsTheClockInALambda), "System.DateTime.get_UtcNow")]
    [InlineData(typeof(ReadsTheClockThroughAHelper), "System.TimeProvider.get_System")]
    public void A_careless_orchestrator_is_found(Type orchestrator, string call) =>
        Assert.Contains(OrchestratorCode.Check(orchestrator), problem => problem.EndsWith($" calls {call}", StringComparison.Ordinal));

    [Fact]
    public void A_careful_orchestrator_is_not() => Assert.Empty(OrchestratorCode.Check(typeof(IsCareful)));

    [Fact]
    public void Every_orchestrator_of_an_assembly_is_looked_at()
    {
        var found = OrchestratorCode.In(typeof(IsCareful).Assembly);
        Assert.Contains(typeof(IsCareful), found);
        Assert.Contains(typeof(ReadsTheClock), found);
    }
}
