using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.EndToEnd;

/// <summary>The development command as a person runs it: its own process, its own state folder, seen only from outside.</summary>
internal sealed class LocalSystemUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private LocalSystemUnderTest(string state, Process process)
    {
        State = state;
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>The state folder.</summary>
    public string State { get; }

    /// <summary>The command's own process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it printed.</summary>
    public string Output => string.Join('\n', _output);

    public LocalEndpoints Endpoints => LocalEndpoints.Read(Path.Combine(State, "endpoints.json"));

    public string ReportFile => Path.Combine(State, "report.json");

    /// <summary>What a process has logged so far.</summary>
    public string LogOf(string process) => File.ReadAllText(Path.Combine(State, "logs", $"{process}.log"));

    /// <summary>Starts the command in a new folder, or in the one given.</summary>
    public static LocalSystemUnderTest Start(IEnumerable<string> options, string? state = null)
    {
        state ??= Directory.CreateTempSubdirectory("hzfunctions-").FullName;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "local"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in (string[])[.. options, "--state", state, "--report", Path.Combine(state, "report.json")])
        {
            start.ArgumentList.Add(argument);
        }

        var system = new LocalSystemUnderTest(state, new Process { StartInfo = start });
        system._process.Start();
        system._process.BeginOutputReadLine();
        system._process.BeginErrorReadLine();
        return system;
    }

    /// <summary>Waits until the gateway has accepted at least so many events.</summary>
    public Task<TimeSpan> HasAcceptedAsync(int events) => Condition.HoldsAsync(
        $"{events} events are accepted\n{Output}", ComesUpWithin, () => Task.FromResult(Ledger(LedgerEvent.Accepted).Count() >= events));

    /// <summary>How many bills we drive so far: a client with a connection of its own sees to its bills by itself.</summary>
    public int BillsApplied()
    {
        var driven = Endpoints.CarParks.Where(carPark => carPark.Downlink != DownlinkForm.Own).Select(carPark => carPark.AccessID).ToHashSet();
        return Ledger(LedgerEvent.BillApplied).Count(line => driven.Contains(line.AccessID!));
    }

    /// <summary>Ends the traffic as Ctrl-C does; the accounts are drawn up all the same.</summary>
    public async Task InterruptAsync()
    {
        // Not SIGINT, which whatever a shell started in the background ignores, and its children with it.
        using var kill = Process.Start("/bin/kill", ["-TERM", ProcessId.ToString(null as IFormatProvider)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Posts an event as a car park does; returns how it is answered.</summary>
    public async Task<HttpStatusCode> PostAsync(string interfaceName, string apiKey, object data)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Endpoints.Gateway, $"api/v2/cp/{interfaceName}"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { data }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Api-Key", apiKey);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Has the city brain send something down.</summary>
    public async Task SendDownAsync(object downlink)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(Endpoints.CityBrainAdmin, "admin/downlinks"), downlink);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What the city brain wrote down of what it sent down.</summary>
    public IReadOnlyList<Downlink> Downlinks()
    {
        var downlinks = new List<Downlink>();
        foreach (var line in JournalFile<DownlinkLine>.Read(Path.Combine(State, "city-brain", "downlinks.jsonl")))
        {
            if (line.Kind == DownlinkLineKind.Made)
            {
                downlinks.Add(new Downlink(line));
            }
            else
            {
                downlinks[line.Id].Apply(line);
            }
        }

        return downlinks;
    }

    /// <summary>Waits until the command has ended by itself.</summary>
    public async Task<int> EndsAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>What the car parks wrote down.</summary>
    public IEnumerable<LedgerLine> Ledger(LedgerEvent about)
    {
        var folder = Path.Combine(State, "car-parks");
        return Directory.Exists(folder) ? CarParkLedger.Read(folder).Where(line => line.Event == about) : [];
    }

    /// <summary>How many records the city brain has.</summary>
    public async Task<int> ForwardedAsync()
    {
        var status = await _http.GetFromJsonAsync<JsonElement>(new Uri(Endpoints.CityBrainAdmin, "admin/status"));
        return status.GetProperty("records").EnumerateObject().Sum(member => member.Value.GetInt32());
    }

    /// <summary>Kills the process that plays a part, without warning (SIGKILL), and says when.</summary>
    /// <param name="part">The part.</param>
    /// <param name="circumstances">What it dies in the middle of, for the output.</param>
    /// <param name="frozenFor">How long it is halted (SIGSTOP) before: what it is asked meanwhile it never answers.</param>
    public async Task<DateTimeOffset> KillAsync(string part, string circumstances, TimeSpan frozenFor = default)
    {
        var victim = 0;
        await Condition.HoldsAsync($"{part} runs\n{Output}", GoesOnWithin, async () => (victim = await ProcessOfAsync(part)) > 0);
        if (frozenFor > TimeSpan.Zero)
        {
            using var stop = Process.Start("/bin/kill", ["-STOP", victim.ToString(null as IFormatProvider)]);
            await stop.WaitForExitAsync();
            await Task.Delay(frozenFor, TimeProvider.System);
        }

        var at = TimeProvider.System.GetUtcNow();
        using (var process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{at:HH:mm:ss.fff} SIGKILL to {part}, pid {victim}, {circumstances}");
        await Condition.HoldsAsync(
            $"{part} is started again\n{Output}",
            GoesOnWithin,
            async () => await ProcessOfAsync(part) is var successor && successor > 0 && successor != victim);
        return at;
    }

    /// <summary>The process that plays a part of the system now, or 0.</summary>
    public async Task<int> ProcessOfAsync(string part) => part switch
    {
        "handler" => (await HostStatusAsync()).GetProperty("handler").GetProperty("processId") is { ValueKind: JsonValueKind.Number } id ? id.GetInt32() : 0,
        "azurite" => One(arguments => arguments.Contains(Path.Combine(State, "azurite"))),
        "mqtt-bridge" => One(arguments => arguments is [var program, ..] && program.EndsWith(part, StringComparison.Ordinal) && arguments.Contains(State)),
        "mosquitto" => One(arguments => arguments is [var program, ..] && program.EndsWith(part, StringComparison.Ordinal) && arguments[^1].StartsWith(State, StringComparison.Ordinal)),
        "functions-host" => One(arguments => arguments.Contains(part) && arguments.Contains(Endpoints.Gateway.Port.ToString(null as IFormatProvider))),
        _ => One(arguments => arguments.Contains(part) && arguments.Contains(Path.Combine(State, part))),
    };

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
        Directory.Delete(State, recursive: true);
    }

    private static int One(Predicate<string[]> fits) => ProcessTable.Find(fits) is [var id, ..] ? id : 0;

    private Task<JsonElement> HostStatusAsync() => _http.GetFromJsonAsync<JsonElement>(new Uri(Endpoints.Gateway, "admin/host/status"));

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
