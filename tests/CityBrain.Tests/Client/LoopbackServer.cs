using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HzFunctions.CityBrain.Tests.Client;

/// <summary>A real web server on this machine that answers as the test says and keeps what it was sent.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(async context =>
        {
            Requests.Enqueue(await ReceivedRequest.ReadAsync(context.Request));
            Arrived.Release();
            await answer(context);
        });
    }

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = [];

    /// <summary>Released once for each request, when it has been read to its end.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    public Uri Address =>
        new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        var server = new LoopbackServer(answer);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static Task<LoopbackServer> StartAsync(string json, int status = 200, string contentType = "application/json") =>
        StartAsync(context => WriteAsync(context, json, status, contentType));

    public static async Task WriteAsync(HttpContext context, string text, int status = 200, string contentType = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>Answers no more until the caller has gone.</summary>
    public static Task NeverAsync(HttpContext context) => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Arrived.Dispose();
    }
}
