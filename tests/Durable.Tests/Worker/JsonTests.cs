using System.Text.Json.Serialization;
using HzFunctions.Durable.Replay;

namespace HzFunctions.Durable.Tests.Worker;

/// <summary>Types of an application travel by the source-generated contexts that the worker was given, and by no others.</summary>
public sealed class JsonTests
{
    [Fact]
    public void A_type_of_the_application_travels_as_input_result_and_event()
    {
        var run = new ReplayHarness(new DurableJson(BillJson.Default))
            .OnActivity<Bill, Bill>("Add", (bill, _) => bill! with { Fen = bill.Fen + 5 })
            .RaiseEvent(TimeSpan.FromHours(1), "more", new Bill("b", 20))
            .Run(() => new AddUp(), new Bill("a", 100));
        Assert.Equal(new Bill("a", 125), run.ReadOutputAs<Bill>());
        Assert.Equal("""{"id":"a","fen":125}""", run.SerializedOutput);
    }

    [Fact]
    public void A_type_that_no_context_knows_is_named()
    {
        var fault = Assert.Throws<NotSupportedException>(() => new DurableJson().Write(new Bill("a", 1)));
        Assert.Contains(nameof(Bill), fault.Message, StringComparison.Ordinal);
    }

    internal sealed record Bill(string Id, int Fen);

    private sealed class AddUp : Orchestrator<Bill, Bill>
    {
        protected override async Task<Bill> RunAsync(OrchestrationContext context, Bill input)
        {
            var more = await context.WaitForExternalEvent<Bill>("more");
            var sum = await context.CallActivityAsync<Bill>("Add", input);
            return sum with { Fen = sum.Fen + more.Fen };
        }
    }
}

[JsonSerializable(typeof(JsonTests.Bill))]
internal sealed partial class BillJson : JsonSerializerContext;
