using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using HzFunctions.Local.Tests.Processes;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>The role functions-host in a process of its own, as the local run starts it.</summary>
public sealed class FunctionsHostProcessTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly string Executable = Path.Combine(RepositoryFolder.Root, "local", "bin", RepositoryFolder.Configuration, "net10.0", "local");

    private readonly ScriptRoot _root = new();
    private readonly HandlerBrain _brain = new();
    private readonly RecordingObserver _observer = new();
    private readonly PortReservation _port = FreePorts.Reserve(1);

    public async ValueTask InitializeAsync()
    {
        await _brain.StartAsync();
        _root.AddFunction("Hello", TestHost.PlainHttp);
        _root.WriteHost();
    }

    public async ValueTask DisposeAsync()
    {
        await _brain.DisposeAsync();
        _port.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task A_host_that_is_killed_takes_its_handler_along_and_comes_back_on_its_port()
    {
        await using var host = new SupervisedProcess(Specification(), TimeProvider.System, _observer);
        await host.StartAsync(Token);
        await Eventually.IsTrueAsync(AnswersAsync);
        var handler = HandlerProcessIds().Single();

        LivingProcess.Kill(host.ProcessId!.Value);

        await Eventually.IsTrueAsync(() => !LivingProcess.Exists(handler));
        await Eventually.IsTrueAsync(async () => _observer.Restarts.Count == 1 && await AnswersAsync());
        Assert.Equal(2, HandlerProcessIds().Count);
    }

    [Fact]
    public async Task A_host_that_is_asked_to_end_kills_its_handler_and_ends_with_0()
    {
        await using var host = GuardedProcess.Start(Specification(), TimeProvider.System, _observer.Lines.Enqueue);
        await Eventually.IsTrueAsync(AnswersAsync);
        var handler = HandlerProcessIds().Single();

        var exit = await host.StopAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, exit.ExitCode);
        Assert.False(LivingProcess.Exists(handler));
        Assert.False(File.Exists(Path.Combine(_root.Control, "terminated")));
    }

    [Fact]
    public async Task The_third_error_of_the_handler_ends_the_host_with_its_reason()
    {
        _root.Tell("exit-at-start", 1, 2, 3);

        await using var host = GuardedProcess.Start(Specification(), TimeProvider.System, _observer.Lines.Enqueue);

        Assert.Equal(1, (await host.Exited).ExitCode);
        Assert.Contains(_observer.Lines, line => line.IsError && line.Text.StartsWith("The host stops: The handler ended with exit code 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_that_cannot_be_hosted_ends_the_host_with_its_name_and_file()
    {
        _root.AddFunction("Strange", """[{"type":"moonTrigger","name":"a"}]""");

        await using var host = GuardedProcess.Start(Specification(), TimeProvider.System, _observer.Lines.Enqueue);

        Assert.Equal(1, (await host.Exited).ExitCode);
        Assert.StartsWith("Function 'Strange' (Strange/function.json): ", _observer.Lines.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_on_the_console_and_in_its_file()
    {
        await using var host = GuardedProcess.Start(Specification(), TimeProvider.System, _observer.Lines.Enqueue);
        await Eventually.IsTrueAsync(AnswersAsync);

        await Eventually.IsTrueAsync(() => _observer.Lines.Any(line => line.Text.Contains("the fake handler starts", StringComparison.Ordinal)));

        Assert.Contains("the fake handler starts", await File.ReadAllTextAsync(Path.Combine(_root.Control, "host.log"), Token), StringComparison.Ordinal);
    }

    private List<int> HandlerProcessIds() => [.. _root.Starts().Select(start => (int)start["ProcessId"]!)];

    private async Task<bool> AnswersAsync()
    {
        using var http = new HttpClient();
        try
        {
            var status = JObject.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{_port[0]}/admin/host/status"), Token));
            return (string?)status["handler"]!["state"] == "Ready";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ProcessSpecification Specification() => new(
        "functions-host",
        Executable,
        ["functions-host", "--script-root", _root.Path, "--port", $"{_port[0]}", "--log-file", Path.Combine(_root.Control, "host.log")],
        new Dictionary<string, string?> { ["FAKE_HANDLER_FOLDER"] = _root.Control, ["FAKE_HANDLER_TARGET"] = _brain.Endpoint },
        _root.Path,
        LogFile: null);
}
