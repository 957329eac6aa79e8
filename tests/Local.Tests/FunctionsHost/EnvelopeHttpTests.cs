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

    [Fact]
    public async Task What_describes_no_response_is_a_500_and_said()
    {
        await using var host = await StartAsync("""{"Outputs":{"res":7}}""");

        using var response = await host.Http.GetAsync("api/orders/7", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.True(host.Log.Says(LogLevel.Error, "neither an object nor the text of one"));
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
