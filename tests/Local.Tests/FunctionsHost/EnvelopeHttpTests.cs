using System.Net;
using System.Text;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>HTTP in the envelope: B.5, and corrections 2 to 4.</summary>
public sealed class EnvelopeHttpTests
{
    private const string Bindings =
        """[{"type":"httpTrigger","direction":"in","name":"req","route":"orders/{id}"},{"type":"http","direction":"out","name":"res"}]""";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_request_stands_in_Data_as_an_object()
    {
        await using var host = await StartAsync("{}");
        using var content = new StringContent("""{"a":1}""", Encoding.UTF8, "application/json");

        await host.Http.PostAsync("api/orders/7?x=1&x=2", content, Token);

        var request = (JObject)(await host.Brain.CallAsync()).Envelope["Data"]!["req"]!;
        Assert.Equal(new Uri(host.Server.Address, "api/orders/7?x=1&x=2").ToString(), (string?)request["Url"]);
        Assert.Equal(("POST", "1,2", "7"), ((string?)request["Method"], (string?)request["Query"]!["x"], (string?)request["Params"]!["id"]));
        Assert.Equal(["application/json; charset=utf-8"], request["Headers"]!["Content-Type"]!.Values<string>());
        Assert.Equal(JTokenType.Array, request["Identities"]!.Type);
        Assert.Equal((JTokenType.String, """{"a":1}"""), (request["Body"]!.Type, (string?)request["Body"]));
    }

    [Fact]
    public async Task Metadata_has_query_headers_route_values_and_the_members_of_a_JSON_body()
    {
        await using var host = await StartAsync("{}");
        using var content = new StringContent("""{"a":1.5,"b":true,"c":{"d":"e"},"f":[1],"g":null,"when":"2024-01-01T00:00:00Z"}""");

        await host.Http.PostAsync("api/orders/7?x=1&x=2", content, Token);

        var call = await host.Brain.CallAsync();
        Assert.Equal("2", (string?)call.Envelope["Metadata"]!["Query"]!["x"]);
        Assert.Equal(("\"7\"", "\"2\""), (call.Value("Metadata", "id"), call.Value("Metadata", "x")));
        Assert.Equal(("\"1.5\"", "\"True\"", "\"01/01/2024 00:00:00\""), (call.Value("Metadata", "a"), call.Value("Metadata", "b"), call.Value("Metadata", "when")));
        Assert.Equal("e", (string?)call.Envelope["Metadata"]!["c"]!["d"]);
        Assert.Null(call.Envelope["Metadata"]!["f"]);
        Assert.Null(call.Envelope["Metadata"]!["g"]);
        Assert.Equal("Order", (string?)call.Envelope["Metadata"]!["sys"]!["MethodName"]);
    }

    [Fact]
    public async Task A_binary_body_is_Base64_and_one_without_length_is_lost()
    {
        await using var host = await StartAsync("{}");
        using var binary = new ByteArrayContent([0, 255, 1]);
        binary.Headers.ContentType = new("application/octet-stream");
        using var chunked = ProxiedHttpTests.Chunked("lost");
        chunked.RequestUri = new Uri("api/orders/8", UriKind.Relative);

        await host.Http.PostAsync("api/orders/7", binary, Token);
        await host.Http.SendAsync(chunked, Token);

        var bodies = host.Brain.Calls.Select(call => (string?)call.Envelope["Data"]!["req"]!["Body"]);
        Assert.Equal(["AP8B", null], bodies);
    }

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
        await using var host = await StartAsync(answer);

        using var response = await host.Http.GetAsync("api/orders/7", Token);

        Assert.Equal((status, body), ((int)response.StatusCode, (await response.Content.ReadAsStringAsync(Token)).ReplaceLineEndings("\n")));
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("""{"Outputs":{"res":null}}""")]
    [InlineData("""{"Outputs":{"res":7}}""")]
    [InlineData("""{"Outputs":{"res":[]}}""")]
    [InlineData("""{"Outputs":{"res":"plain text"}}""")]
    [InlineData("""{"Outputs":{"res":{"headers":{"X-A":["1","2"]},"body":""}}}""")]
    [InlineData("""{"Outputs":{"res":{"statusCode":"teapot"}}}""")]
    public async Task What_describes_no_response_is_a_500(string answer)
    {
        await using var host = await StartAsync(answer);

        using var response = await host.Http.GetAsync("api/orders/7", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(host.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Headers_of_the_response_are_set_and_a_cookie_survives()
    {
        await using var host = await StartAsync("""{"Outputs":{"res":{"headers":{"X-A":"1","Set-Cookie":"a=b","X-When":"2024-01-01T00:00:00Z"},"body":""}}}""");

        using var response = await host.Http.GetAsync("api/orders/7", Token);

        Assert.Equal(["1"], response.Headers.GetValues("X-A"));
        Assert.Equal(["a=b"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal(["01/01/2024 00:00:00"], response.Headers.GetValues("X-When"));
    }

    private static Task<TestHost> StartAsync(string answer) =>
        TestHost.StartAsync(host =>
        {
            host.Root.AddFunction("Order", Bindings);
            host.Brain.Answer = context => HandlerBrain.Json(context, answer);
        });
}
