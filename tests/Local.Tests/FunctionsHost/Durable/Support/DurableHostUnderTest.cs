using System.Collections.Concurrent;
using Google.Protobuf;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>A host over a hub of the test's own, whose orchestrators and activities are scripts of the test.</summary>
internal sealed class DurableHostUnderTest : IAsyncDisposable
{
    public const string Orchestration = """[{"type":"orchestrationTrigger","direction":"in","name":"context"}]""";
    public const string ActivityBinding = """[{"type":"activityTrigger","direction":"in","name":"input"}]""";

    private readonly Dictionary<string, Func<HttpContext, ReceivedCall, Task>> _scripts = new(StringComparer.Ordinal);
    private DurableClient? _client;

    private DurableHostUnderTest(string connectionString, string hub)
    {
        Hub = hub;
        Host.Settings["AzureWebJobsStorage"] = connectionString;
        Host.Settings["FUNCTIONS_WORKER_RUNTIME"] = "custom";
        Host.Root.Host["extensions"]!["durableTask"] = new JObject { ["hubName"] = hub };
        Host.Root.AddFunction(
            "Contact",
            """
            [
              {"type":"httpTrigger","direction":"in","name":"req"},
              {"type":"http","direction":"out","name":"res"},
              {"type":"durableClient","direction":"in","name":"client"}
            ]
            """);
        Host.Brain.Answer = AnswerAsync;
    }

    public string Hub { get; }

    public TestHost Host { get; } = new();

    public DurableClient Client => _client!;

    /// <summary>The durableClient payload, decoded.</summary>
    public JObject Contact { get; private set; } = [];

    public ConcurrentQueue<Turn> Turns { get; } = new();

    public string Management => (string)Contact["httpBaseUrl"]!;

    public static string NewHub() => $"T{Guid.NewGuid():N}";

    public static async Task<DurableHostUnderTest> PrepareAsync(SharedAzurite azurite, string? hub = null) =>
        new(await azurite.ConnectionStringAsync(), hub ?? NewHub());

    public static async Task<DurableHostUnderTest> StartAsync(SharedAzurite azurite, Action<DurableHostUnderTest> prepare, string? hub = null)
    {
        var host = await PrepareAsync(azurite, hub);
        prepare(host);
        await host.StartAsync();
        return host;
    }

    public void Orchestrator(string name, Action<Turn> script) =>
        RawOrchestrator(name, (context, turn) =>
        {
            script(turn);
            return HandlerBrain.Json(context, Envelope(turn.Response));
        });

    public void RawOrchestrator(string name, Func<HttpContext, Turn, Task> script)
    {
        Host.Root.AddFunction(name, Orchestration);
        _scripts[name] = (context, call) =>
        {
            var bytes = Convert.FromBase64String(JsonConvert.DeserializeObject<string>(call.Value("Data", "context")!)!);
            var turn = new Turn(OrchestratorRequest.Parser.ParseFrom(bytes));
            Turns.Enqueue(turn);
            return script(context, turn);
        };
    }

    /// <summary>An activity from the JSON of its input to the JSON of its ReturnValue.</summary>
    public void Activity(string name, Func<string?, string?> script) =>
        RawActivity(name, (context, call) =>
        {
            var input = JsonConvert.DeserializeObject<string>(call.Value("Data", "input")!);
            return HandlerBrain.Json(context, $$"""{"ReturnValue":{{script(input) ?? "null"}}}""");
        });

    public void RawActivity(string name, Func<HttpContext, ReceivedCall, Task> script)
    {
        Host.Root.AddFunction(name, ActivityBinding);
        _scripts[name] = script;
    }

    public static string Envelope(OrchestratorResponse response) =>
        $$"""{"Outputs":null,"Logs":null,"ReturnValue":"{{Convert.ToBase64String(response.ToByteArray())}}"}""";

    public async Task StartAsync()
    {
        await Host.StartAsync();
        await Host.Http.PostAsync(new Uri("/api/Contact", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        var call = Host.Brain.Calls.First(received => received.Target == "/Contact");
        Contact = JObject.Parse(JsonConvert.DeserializeObject<string>(call.Value("Data", "client")!)!);
        _client = new DurableClient((string)Contact["rpcBaseUrl"]!);
    }

    /// <summary>A path of the management API with the key.</summary>
    public Uri Manage(string path) =>
        new($"{Management}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Contact["requiredQueryStringParameters"]}");

    public Task PostAdminAsync(string action, string instanceId) => Host.Http.PostAsync(
        new Uri($"/admin/durable/{action}", UriKind.Relative),
        new StringContent(new JObject { ["instanceId"] = instanceId }.ToString(), System.Text.Encoding.UTF8, "application/json"),
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Host.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Path.Value!.TrimStart('/');
        return _scripts.TryGetValue(name, out var script)
            ? script(context, (ReceivedCall)context.Items[typeof(ReceivedCall)]!)
            : HandlerBrain.Json(context, "{}");
    }
}
