using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.EndToEnd.Durable;

/// <summary>Storage, the local Functions host and a handler with orchestrations: processes of their own, each of which can be killed.</summary>
internal sealed class DurableSystem : IAsyncDisposable
{
    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromSeconds(90);
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly string _folder = Directory.CreateTempSubdirectory("hzfunctions-durable-").FullName;
    private readonly RestartLog _restarts = new();
    private readonly PortReservation _port = FreePorts.Reserve(1);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly AzuriteServer _azurite;
    private readonly SupervisedProcess _host;

    private DurableSystem(string scriptRoot)
    {
        _azurite = new AzuriteServer(_folder, TimeProvider.System, _restarts, _ => { });
        Directory.CreateDirectory(ControlFolder);
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _azurite.ConnectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
            ["DURABLE_TEST_HUB"] = "EndToEnd",
            ["DURABLE_TEST_FOLDER"] = ControlFolder,
        };
        string[] arguments = ["--script-root", scriptRoot, "--port", _port[0].ToString(CultureInfo.InvariantCulture)];
        _host = new SupervisedProcess(LocalProgram.InRole("functions-host", arguments, LogFile, settings), TimeProvider.System, _restarts);
    }

    /// <summary>The handler as it is built with the tests.</summary>
    public static string BuiltHandler { get; } = typeof(DurableSystem).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "DurableHandler").Value!;

    /// <summary>The host's log, for a test that fails.</summary>
    public string Log => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(30)) : "no log";

    private string LogFile => Path.Combine(_folder, "functions-host.log");

    private string ControlFolder => Path.Combine(_folder, "control");

    public static async Task<DurableSystem> StartAsync(string scriptRoot)
    {
        var system = new DurableSystem(scriptRoot);
        await system._azurite.StartAsync(TestContext.Current.CancellationToken);
        await system._host.StartAsync(TestContext.Current.CancellationToken);
        await system.IsReadyAsync();
        return system;
    }

    /// <summary>Waits until the handler serves.</summary>
    public Task IsReadyAsync() => HoldsAsync("the handler answers", async () => (await AskAsync("get", "nobody")).Outcome == "none");

    /// <summary>Does something with the Durable client, in the handler.</summary>
    public async Task<ClientAnswer> AskAsync(string operation, string instanceId, string? name = null, object? input = null)
    {
        // The host drops a body that comes without its length.
        using var body = new StringContent(JsonSerializer.Serialize(new { operation, instanceId, name, input }, Web));
        using var response = await _http.PostAsync(new Uri($"http://127.0.0.1:{_port[0]}/client"), body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ClientAnswer>(Web, TestContext.Current.CancellationToken))!;
    }

    /// <summary>Waits until a place in the handler was reached.</summary>
    public Task HasReachedAsync(string place) =>
        HoldsAsync($"'{place}' is reached", () => Task.FromResult(File.Exists(Path.Combine(ControlFolder, $"{place}.reached"))));

    /// <summary>Lets the handler go on from a place.</summary>
    public void Open(string place) => File.WriteAllText(Path.Combine(ControlFolder, $"{place}.open"), string.Empty);

    /// <summary>Forgets that a place was reached.</summary>
    public void Forget(string place) => File.Delete(Path.Combine(ControlFolder, $"{place}.reached"));

    /// <summary>Waits until an instance is as it should be.</summary>
    public Task BecomesAsync(string instanceId, string what, Predicate<ClientAnswer> condition)
    {
        ClientAnswer? last = null;
        return HoldsAsync($"'{instanceId}' {what}", async () => condition(last = await AskAsync("get", instanceId)), () => $"it is {last}");
    }

    /// <summary>Kills a process with signal 9, and waits until its successor serves.</summary>
    public async Task KillAsync(string part, string step)
    {
        var victim = await ProcessOfAsync(part);
        Say($"SIGKILL to {part}, pid {victim}, {step}");
        using (var process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        await HoldsAsync($"{part} runs again", async () => await ProcessOfAsync(part) is var successor && successor > 0 && successor != victim);
        await IsReadyAsync();
        Say($"{part} serves again");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _azurite.DisposeAsync();
        _port.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Say(string text) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {text}");

    private async Task<int> ProcessOfAsync(string part) => part switch
    {
        "handler" => (await HostStatusAsync()).GetProperty("handler").GetProperty("processId") is { ValueKind: JsonValueKind.Number } id ? id.GetInt32() : 0,
        "functions-host" => (await HostStatusAsync()).GetProperty("processId").GetInt32(),
        _ => _azurite.Process.ProcessId ?? 0,
    };

    private Task<JsonElement> HostStatusAsync() => _http.GetFromJsonAsync<JsonElement>(new Uri($"http://127.0.0.1:{_port[0]}/admin/host/status"));

    private async Task HoldsAsync(string what, Func<Task<bool>> condition, Func<string>? last = null)
    {
        try
        {
            await Condition.HoldsAsync(what, ComesUpWithin, condition);
        }
        catch (Xunit.Sdk.XunitException)
        {
            Say($"{last?.Invoke()}\n{Log}");
            throw;
        }
    }
}

/// <summary>What the Durable client said.</summary>
internal sealed record ClientAnswer(string Outcome, JsonElement? Output, JsonElement? CustomStatus);
