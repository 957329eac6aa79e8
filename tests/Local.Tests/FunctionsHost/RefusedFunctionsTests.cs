using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.Tests.FunctionsHost.Support;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>Functions that this host cannot run: it says which and why, and does not start.</summary>
public sealed class RefusedFunctionsTests
{
    [Theory]
    [InlineData("""[{"type":"orchestrationTrigger","direction":"in","name":"a"}]""", "FUNCTIONS_WORKER_RUNTIME is '', not 'custom'")]
    [InlineData("""[{"type":"activityTrigger","direction":"in","name":"a"}]""", "the setting AzureWebJobsStorage")]
    [InlineData("""[{"type":"entityTrigger","direction":"in","name":"a"}]""", "type 'entityTrigger' with direction 'in', which the local host does not know")]
    [InlineData("""[{"type":"activityTrigger","direction":"in","name":"a"},{"type":"durableClient","direction":"out","name":"b"}]""", "type 'durableClient' with direction 'out', which the local host does not know")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"a"},{"type":"durableClient","direction":"in","name":"b","taskHub":"Other"}]""", "task hub 'Other'")]
    [InlineData("""[{"type":"activityTrigger","direction":"in","name":"a"},{"type":"http","direction":"out","name":"$return"}]""", "$return output")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"req"},{"type":"sendGrid","direction":"out","name":"mail"}]""", "type 'sendGrid' with direction 'out'")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"req"},{"type":"blob","direction":"in","name":"file"}]""", "type 'blob' with direction 'in'")]
    [InlineData("""[{"type":"http","direction":"out","name":"res"}]""", "exactly one trigger")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"a"},{"type":"httpTrigger","direction":"in","name":"b"}]""", "exactly one trigger")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"a","route":"admin/x"}]""", "keeps for itself")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"a","route":"a/{b"}]""", "no route template")]
    [InlineData("""[{"type":"queueTrigger","direction":"in","name":"a"}]""", "no queueName")]
    [InlineData("""[{"type":"queueTrigger","direction":"in","name":"a","queueName":"q","connection":"Nowhere"}]""", "connection 'Nowhere'")]
    [InlineData("""[{"type":"httpTrigger","direction":"in","name":"a"},{"type":"queue","direction":"out","name":"b"}]""", "no queueName")]
    [InlineData("""[{"type":"timerTrigger","direction":"in","name":"a","schedule":"every day"}]""", "no NCRONTAB")]
    [InlineData("""[{"type":"timerTrigger","direction":"in","name":"a","schedule":"0 0 12 * * *"}]""", "AzureWebJobsStorage")]
    public async Task It_is_refused_by_function_and_file(string bindings, string because)
    {
        await using var host = new TestHost();
        host.Root.AddFunction("Strange", bindings);

        var error = await Assert.ThrowsAsync<HostConfigurationException>(host.StartAsync);

        Assert.StartsWith("Function 'Strange' (Strange/function.json): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }
}
