using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Http;
using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>The response that an answer describes: B.5, and correction 2.</summary>
public sealed class EnvelopeResponseTests
{
    [Theory]
    [InlineData("""{"Outputs":{"res":{"statusCode":201,"headers":{"X-A":"1"},"body":"text"}}}""", 201, "text/plain; charset=utf-8", "text")]
    [InlineData("""{"outputs":{"res":{"StatusCode":"202","Body":"text"}}}""", 202, "text/plain; charset=utf-8", "text")]
    [InlineData("""{"Outputs":{"res":{"status":201,"body":"only statusCode counts"}}}""", 200, "text/plain; charset=utf-8", "only statusCode counts")]
    [InlineData("""{"Outputs":{"res":{"body":{"a":[1]}}}}""", 200, "application/json; charset=utf-8", "{\n  \"a\": [\n    1\n  ]\n}")]
    [InlineData("""{"Outputs":{"res":{"headers":{"content-type":"text/html"},"body":"<p>"}}}""", 200, "text/html; charset=utf-8", "<p>")]
    [InlineData("""{"Outputs":{"res":{"body":"2024-01-01T00:00:00Z"}}}""", 200, "text/plain; charset=utf-8", "01/01/2024 00:00:00")]
    [InlineData("""{"Outputs":{"res":"{\"statusCode\":404,\"body\":\"from a text\"}"}}""", 404, "text/plain; charset=utf-8", "from a text")]
    [InlineData("""{"ReturnValue":{"res":{"statusCode":203,"body":"spilled"}}}""", 203, "text/plain; charset=utf-8", "spilled")]
    [InlineData("""{"Outputs":{"res":{"statusCode":204}}}""", 204, null, "")]
    [InlineData("""{"Outputs":{"RES":{"statusCode":418}}}""", 200, "application/json; charset=utf-8", "{}")]
    [InlineData("""{"Outputs":{}}""", 200, "application/json; charset=utf-8", "{}")]
    [InlineData("""{"ReturnValue":"the body"}""", 200, "text/plain; charset=utf-8", "the body")]
    [InlineData("{}", 204, null, "")]
    public async Task The_described_response_is_given(string answer, int status, string? contentType, string body)
    {
        var response = new DefaultHttpContext { Response = { Body = new MemoryStream() } }.Response;

        await Read(answer).WriteAsync(response, TestContext.Current.CancellationToken);

        response.Body.Position = 0;
        using var reader = new StreamReader(response.Body);
        var written = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, contentType, body), (response.StatusCode, response.ContentType, written.ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("""{"Outputs":{"res":null}}""")]
    [InlineData("""{"Outputs":{"res":7}}""")]
    [InlineData("""{"Outputs":{"res":[]}}""")]
    [InlineData("""{"Outputs":{"res":"plain text"}}""")]
    [InlineData("""{"Outputs":{"res":{"headers":{"X-A":["1","2"]},"body":""}}}""")]
    [InlineData("""{"Outputs":{"res":{"statusCode":"teapot"}}}""")]
    public void What_describes_no_response_fails(string answer)
    {
        Assert.Throws<InvocationFailedException>(() => Read(answer));
    }

    private static EnvelopeResponse Read(string answer)
    {
        var output = new BindingDefinition("res", "http", IsOutput: true, []);
        return EnvelopeResponse.From(new FunctionDefinition("Order", [output], IsDisabled: false), JsonConvert.DeserializeObject<HandlerAnswer>(answer)!);
    }
}
