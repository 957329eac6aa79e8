using System.Collections.Concurrent;
using System.Net;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HzFunctions.Local.Tests.FunctionsHost.Support;

/// <summary>What the fake handler relays to: it keeps each call and answers as the test says.</summary>
internal sealed class HandlerBrain : IAsyncDisposable
{
    private readonly WebApplication _app;

    public HandlerBrain()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Answers a call; by default success without outputs.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => Json(context, "{}");

    /// <summary>Every call but the questions whether anyone is there.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    /// <summary>How often <c>GET /</c> was asked.</summary>
    public int Probes { get; private set; }

    public string Endpoint => new Uri(_app.Urls.Single()).Authority;

    public Task StartAsync() => _app.StartAsync(TestContext.Current.CancellationToken);

    public static Task Json(HttpContext context, string json) => Text(context, json, "application/json");

    public static Task Text(HttpContext context, string text, string? contentType, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(text);
    }

    public async Task<ReceivedCall> CallAsync()
    {
        await Eventually.IsTrueAsync(() => !Calls.IsEmpty);
        return Calls.First();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/")
        {
            // Whatever it answers, it is there.
            Probes++;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var call = new ReceivedCall(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            context.Request.ContentLength is not null,
            body.ToArray());
        Calls.Enqueue(call);
        context.Items[typeof(ReceivedCall)] = call;
        await Answer(context);
    }
}
