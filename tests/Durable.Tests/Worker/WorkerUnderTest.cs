using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Durable.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace HzFunctions.Durable.Tests.Worker;

/// <summary>A worker in this process, called as the Functions host calls it.</summary>
internal sealed class WorkerUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WorkerUnderTest(WebApplication app) => _app = app;

    public static async Task<WorkerUnderTest> StartAsync(Action<DurableWorkerBuilder> configure, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDurableWorker(configure);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapDurableWorker();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WorkerUnderTest(app);
    }

    /// <summary>Posts a text to a function in the host's envelope: encoded twice.</summary>
    public Task<HttpResponseMessage> PostAsync(string function, string? text) => PostRawAsync(
        function, new JsonObject { ["Data"] = new JsonObject { ["input"] = JsonSerializer.Serialize(text) }, ["Metadata"] = new JsonObject() }.ToJsonString());

    public Task<HttpResponseMessage> PostRawAsync(string function, string body) =>
        _app.GetTestClient().PostAsync(new Uri(function, UriKind.Relative), new StringContent(body), TestContext.Current.CancellationToken);

    /// <summary>The ReturnValue of an answer that the host can read.</summary>
    public static async Task<string> ReturnValueAsync(HttpResponseMessage response)
    {
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("Outputs").ValueKind);
        return answer.GetProperty("ReturnValue").GetString()!;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
