using System.Net;
using System.Text;
using HzFunctions.Local.FunctionsHost.Invocation;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary><c>enableForwardingHttpRequest</c>: B.6, and correction 3.</summary>
public sealed class ForwardedHttpTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_path_keeps_its_prefix_and_repeated_parameters_are_joined()
    {
        await using var host = await StartAsync();
        using var content = new StringContent("body", Encoding.UTF8, "application/json");
        content.Headers.TryAddWithoutValidation("Content-Language", "zh");
        using var request = new HttpRequestMessage(HttpMethod.Put, "api/Hello?x=1&y=a&x=2") { Content = content };
        request.Headers.UserAgent.ParseAdd("caller/1.0");

        await host.Http.SendAsync(request, Token);

        var call = await host.Brain.CallAsync();
        Assert.Equal(("PUT", "body"), (call.Method, call.Text));
        Assert.Equal("/api/Hello?x=1,2&y=a", Uri.UnescapeDataString(call.Target));
        Assert.Equal($"caller/1.0 {HandlerClient.UserAgent}", call.Headers["User-Agent"]);
        Assert.True(Guid.TryParse(call.Headers[HandlerClient.InvocationIdHeader], out _));
        Assert.DoesNotContain("Content-Language", call.Headers.Keys);
    }

    [Fact]
    public async Task A_body_without_a_content_length_is_a_500_that_never_reaches_the_handler()
    {
        await using var host = await StartAsync();
        using var request = ProxiedHttpTests.Chunked("lost");
        request.RequestUri = new Uri("api/Hello", UriKind.Relative);

        using var answer = await host.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(host.Brain.Calls);
        Assert.True(host.Log.Says(LogLevel.Error, "no Content-Length"));
    }

    [Fact]
    public async Task Status_headers_and_body_of_a_forwarded_call_come_back_and_redirects_are_not_followed()
    {
        await using var host = await StartAsync();
        host.Brain.Answer = context =>
        {
            context.Response.Headers.Location = "/api/Hello";
            return HandlerBrain.Text(context, "gone", "text/x-thing", StatusCodes.Status307TemporaryRedirect);
        };

        using var answer = await host.Http.GetAsync("api/Hello", Token);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, "gone"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
        Assert.Equal("text/x-thing", answer.Content.Headers.ContentType?.MediaType);
        Assert.Single(host.Brain.Calls);
    }

    [Fact]
    public async Task A_function_with_one_more_binding_gets_an_envelope()
    {
        await using var host = await StartAsync(prepared =>
        {
            prepared.Settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
            prepared.Root.AddFunction("More", """[{"type":"httpTrigger","direction":"in","name":"req"},{"type":"http","direction":"out","name":"res"},{"type":"queue","direction":"out","name":"more","queueName":"more"}]""");
        });

        await host.Http.GetAsync("api/More", Token);

        Assert.Equal(("POST", "/More"), ((await host.Brain.CallAsync()).Method, (await host.Brain.CallAsync()).Target));
    }

    private static Task<TestHost> StartAsync(Action<TestHost>? prepare = null) =>
        TestHost.StartAsync(host =>
        {
            host.Root.Host["customHandler"]!["enableForwardingHttpRequest"] = true;
            host.Root.AddFunction("Hello", TestHost.PlainHttp);
            prepare?.Invoke(host);
        });
}
