using System.Collections.Concurrent;
using Google.Protobuf;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>Orchestrators and activities that are scripts of the test, and a function that is told where the engine is.</summary>
internal sealed class DurableScripts
{
    public const string Orchestration = """[{"type":"orchestrationTrigger","direction":"in","name":"context"}]""";
    public const string ActivityBinding = """[{"type":"activityTrigger","direction":"in","name":"input"}]""";

    private readonly Dictionary<string, Func<HttpContext, ReceivedCall, Task>> _scripts = new(StringComparer.Ordinal);
    private readonly ScriptRoot _root;
    private readonly HandlerBrain _brain;

    public DurableScripts(ScriptRoot root, HandlerBrain brain, string hub)
    {
        (_root, _brain) = (root, brain);
        root.Host["extensions"]!["durableTask"] = new JObject { ["hubName"] = hub };
        root.AddFunction(
            "Contact",
            """
            [
              {"type":"httpTrigger","direction":"in","name":"req"},
              {"type":"http","direction":"out","name":"res"},
              {"type":"durableClient","direction":"in","name":"client"}
            ]
            """);
        brain.Answer = AnswerAsync;
    }

    public ConcurrentQueue<Turn> Turns { get; } = new();

    public static string NewHub() => $"T{Guid.NewGuid():N}";

    public static string Envelope(OrchestratorResponse response) =>
        $$"""{"Outputs":null,"Logs":null,"ReturnValue":"{{Convert.ToBase64String(response.ToByteArray())}}"}""";

    public void Orchestrator(string name, Action<Turn> script) =>
        RawOrchestrator(name, (context, turn) =>
        {
            script(turn);
            return HandlerBrain.Json(context, Envelope(turn.Response));
        });

    public void RawOrchestrator(string name, Func<HttpContext, Turn, Task> script)
    {
        _root.AddFunction(name, Orchestration);
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
            return HandlerAnswers.ReturnAsync(context, script(input) ?? "null");
        });

    public void RawActivity(string name, Func<HttpContext, ReceivedCall, Task> script)
    {
        _root.AddFunction(name, ActivityBinding);
        _scripts[name] = script;
    }

    /// <summary>What the function was told, decoded.</summary>
    public async Task<JObject> ContactAsync(HttpClient http, Uri host)
    {
        using var answer = await http.PostAsync(new Uri(host, "/api/Contact"), content: null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var call = _brain.Calls.Last(received => received.Target == "/Contact");
        return JObject.Parse(JsonConvert.DeserializeObject<string>(call.Value("Data", "client")!)!);
    }

    /// <summary>Tells a host to "wedge" or "unwedge" an id.</summary>
    public static async Task PostAdminAsync(HttpClient http, Uri host, string action, string instanceId)
    {
        using var content = new StringContent(new JObject { ["instanceId"] = instanceId }.ToString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(host, $"/admin/durable/{action}"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private Task AnswerAsync(HttpContext context) =>
        _scripts.TryGetValue(context.Request.Path.Value!.TrimStart('/'), out var script)
            ? script(context, (ReceivedCall)context.Items[typeof(ReceivedCall)]!)
            : HandlerBrain.Json(context, "{}");
}
