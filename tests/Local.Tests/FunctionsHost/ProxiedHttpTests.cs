using System.Net;
using System.Text;
using HzFunctions.Local.FunctionsHost.Invocation;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary><c>enableProxyingHttpRequest</c>: B.6, last paragraph.</summary>
public sealed class ProxiedHttpTests
{
    private const string Anything =
        """[{"type":"httpTrigger","direction":"in","name":"req","route":"{*path}"},{"type":"http","direction":"out","name":"$return"}]""";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Path_query_method_and_headers_arrive_as_they_were_sent()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Patch, "a%2Fb/%E6%9D%AD/c%20d?x=1&x=2&y=%2B+%3D");
        request.Content = new StringContent("body", Encoding.UTF8, "text/x-thing");
        request.Content.Headers.TryAddWithoutValidation("Content-Language", "zh");
        request.Headers.Add("X-Own", "value");
        request.Headers.Host = "parking.example";
        request.Headers.Add(HandlerClient.InvocationIdHeader, "forged");

        await host.Http.SendAsync(request, Token);

        var call = await host.Brain.CallAsync();
        Assert.Equal(("PATCH", "/a%2Fb/%E6%9D%AD/c%20d?x=1&x=2&y=%2B+%3D", "body"), (call.Method, call.Target, call.Text));
        Assert.Equal(("value", "parking.example", "zh"), (call.Headers["X-Own"], call.Headers["Host"], call.Headers["Content-Language"]));
        Assert.StartsWith("text/x-thing", call.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(call.HasContentLength);
        Assert.True(Guid.TryParse(call.Headers[HandlerClient.InvocationIdHeader], out _));
        Assert.Equal(HandlerClient.HostVersion, call.Headers[HandlerClient.HostVersionHeader]);
        Assert.DoesNotContain("traceparent", call.Headers.Keys);
    }

    [Fact]
    public async Task Status_headers_and_body_come_back_as_they_were_answered()
    {
        await using var host = await StartAsync();
        host.Brain.Answer = context =>
        {
            context.Response.Headers["X-Two"] = new[] { "a", "b" };
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.SetCookie = new[] { "one=1", "two=2" };
            return HandlerBrain.Text(context, "moved", "text/x-thing", StatusCodes.Status302Found);
        };

        using var answer = await host.Http.GetAsync("x", Token);

        Assert.Equal((HttpStatusCode.Found, "moved"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
        Assert.Equal(["a", "b"], answer.Headers.GetValues("X-Two"));
        Assert.Equal(["one=1", "two=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("text/x-thing", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_500_of_the_handler_is_an_answer_like_any_other()
    {
        await using var host = await StartAsync();
        host.Brain.Answer = context => HandlerBrain.Text(context, "its own words", "text/plain", StatusCodes.Status500InternalServerError);

        using var answer = await host.Http.GetAsync("x", Token);

        Assert.Equal("its own words", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task An_answer_streams_while_the_handler_is_still_writing()
    {
        await using var host = await StartAsync();
        var rest = new TaskCompletionSource();
        host.Brain.Answer = async context =>
        {
            await context.Response.WriteAsync("first ");
            await context.Response.Body.FlushAsync();
            await rest.Task;
            await context.Response.WriteAsync("second");
        };

        using var answer = await host.Http.GetAsync("x", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        var buffer = new char[6];
        await reader.ReadBlockAsync(buffer, Token);
        rest.SetResult();

        Assert.Equal(("first ", "second"), (new string(buffer), await reader.ReadToEndAsync(Token)));
    }

    [Fact]
    public async Task A_chunked_request_streams_on_to_the_handler()
    {
        await using var host = await StartAsync();
        using var request = Chunked("streamed");

        using var answer = await host.Http.SendAsync(request, Token);

        var call = await host.Brain.CallAsync();
        Assert.Equal((HttpStatusCode.OK, "streamed", false), (answer.StatusCode, call.Text, call.HasContentLength));
    }

    [Fact]
    public async Task A_handler_that_dies_over_a_request_is_a_502()
    {
        await using var host = await StartAsync();
        await host.ReadyAsync();
        host.Brain.Answer = context =>
        {
            LivingProcess.Kill(host.Server.Handler.ProcessId!.Value);
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        using var answer = await host.Http.GetAsync("x", Token);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    public static HttpRequestMessage Chunked(string text) => new(HttpMethod.Post, "chunked")
    {
        Content = new StringContent(text),
        Headers = { TransferEncodingChunked = true },
    };

    private static Task<TestHost> StartAsync() =>
        TestHost.StartAsync(host =>
        {
            host.Root.Host["customHandler"]!["enableProxyingHttpRequest"] = true;
            host.Root.Host["customHandler"]!["enableForwardingHttpRequest"] = true;
            host.Root.Host["extensions"]!["http"] = new Newtonsoft.Json.Linq.JObject { ["routePrefix"] = "" };
            host.Root.AddFunction("Anything", Anything);
        });
}
