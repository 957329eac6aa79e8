using System.Text;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;
using HzFunctions.Local.FunctionsHost.Queues;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>From the handler's answer to the messages of a queue: B.8, and correction 5.</summary>
public sealed class OutputValueTests
{
    [Theory]
    [InlineData("""{"Outputs":{"out":["{\"a\":1}","two"]}}""", """{"a":1}""", "two")]
    [InlineData("""{"Outputs":{"out":"one text"}}""", "one text")]
    [InlineData("""{"Outputs":{"out":"[\"a\",\"b\"]"}}""", "a", "b")]
    [InlineData("""{"Outputs":{"out":"{\"a\":1}"}}""", "{\n  \"a\": 1\n}")]
    [InlineData("""{"Outputs":{"out":{"a":1}}}""", "{\n  \"a\": 1\n}")]
    [InlineData("""{"Outputs":{"out":[{"a":1},7,true]}}""", "{\n  \"a\": 1\n}", "7", "True")]
    [InlineData("""{"Outputs":{"out":[null,""]}}""", "", "")]
    [InlineData("""{"Outputs":{"out":["2024-01-01T00:00:00Z"]}}""", "01/01/2024 00:00:00")]
    [InlineData("""{"Outputs":{"out":"aGVsbG8="}}""", "hello")]
    [InlineData("""{"Outputs":{"out":["aGVsbG8="]}}""", "aGVsbG8=")]
    [InlineData("""{"ReturnValue":{"out":"spilled text"}}""", "spilled text")]
    [InlineData("""{"Outputs":{"out":"loses"},"ReturnValue":{"out":"wins over it"}}""", "wins over it")]
    [InlineData("""{"Outputs":{"out":null}}""")]
    [InlineData("""{"Outputs":{"OUT":"names are exact"}}""")]
    [InlineData("""{"Outputs":{"other":"undeclared"}}""")]
    [InlineData("""{"ReturnValue":"to nobody!"}""")]
    [InlineData("{}")]
    public async Task A_value_becomes_messages(string answer, params string[] messages)
    {
        Assert.Equal(messages, await MessagesAsync(answer, Output("out")));
    }

    [Theory]
    [InlineData("""{"Outputs":{"out":"[not json]"}}""")]
    [InlineData("""{"Outputs":{"out":"{not json}"}}""")]
    public async Task What_looks_like_JSON_must_be_JSON(string answer)
    {
        await Assert.ThrowsAnyAsync<JsonException>(() => MessagesAsync(answer, Output("out")));
    }

    [Fact]
    public async Task A_return_binding_takes_the_return_value_only()
    {
        Assert.Equal(["taken"], await MessagesAsync("""{"Outputs":{"$return":"ignored"},"ReturnValue":"dGFrZW4="}""", Output("$return")));
        Assert.Equal(["{\n  \"a\": 1\n}"], await MessagesAsync("""{"ReturnValue":{"a":1}}""", Output("$return")));
    }

    [Fact]
    public async Task A_binary_output_is_left_as_the_text_it_is()
    {
        Assert.Equal(["aGVsbG8="], await MessagesAsync("""{"Outputs":{"out":"aGVsbG8="}}""", Output("out", """{"dataType":"binary"}""")));
    }

    private static BindingDefinition Output(string name, string properties = "{}") => new(name, "queue", IsOutput: true, JObject.Parse(properties));

    private static async Task<IEnumerable<string>> MessagesAsync(string answer, BindingDefinition output)
    {
        using var response = new HttpResponseMessage { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        var read = await AnswerReader.ReadAsync(response, TestContext.Current.CancellationToken);
        var value = new OutputValues(new FunctionDefinition("Forward", [output], IsDisabled: false), read).For(output);
        return value is null ? [] : [.. MessagesOfOutput.Read(value).Select(bytes => Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n"))];
    }
}
