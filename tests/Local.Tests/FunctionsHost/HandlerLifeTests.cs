using System.Net;
using HzFunctions.Local.FunctionsHost.Handler;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>How the handler process is started, and what becomes of it: the contract's sections A.2 to A.5.</summary>
public sealed class HandlerLifeTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_process_gets_the_settings_and_the_five_variables_of_a_custom_handler()
    {
        await using var host = await StartAsync(prepared => prepared.Settings["Some__Setting"] = "its value");
        await host.ReadyAsync();

        var start = host.Root.Starts().Single();
        var variables = start["Variables"]!;
        var port = $"{host.Server.Handler.Address.Port}";
        Assert.Equal((port, port), ((string?)variables["FUNCTIONS_CUSTOMHANDLER_PORT"], (string?)variables["FUNCTIONS_HTTPWORKER_PORT"]));
        Assert.Equal((string?)variables["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"], (string?)variables["FUNCTIONS_HTTPWORKER_ID"]);
        Assert.True(Guid.TryParse((string?)variables["FUNCTIONS_HTTPWORKER_ID"], out _));
        Assert.Equal(host.Root.Path, (string?)variables["FUNCTIONS_APP_ROOT_PATH"]);
        Assert.Equal("its value", (string?)variables["Some__Setting"]);
        Assert.Equal(host.Root.Path, (string?)start["CurrentDirectory"]);
        Assert.Equal(host.Server.Handler.ProcessId, (int)start["ProcessId"]!);
    }

    [Fact]
    public async Task Arguments_are_expanded_from_settings_and_joined_without_quotes()
    {
        await using var host = await StartAsync(prepared =>
        {
            prepared.Settings["WHERE"] = "over there";
            var description = prepared.Root.Host["customHandler"]!["description"]!;
            description["arguments"] = new Newtonsoft.Json.Linq.JArray("--at", "%WHERE%", "%NOWHERE%", "last");
            description["defaultWorkerPath"] = "a path";
            description["workerArguments"] = new Newtonsoft.Json.Linq.JArray("x");
        });
        await host.ReadyAsync();

        Assert.Equal(["--at", "over", "there", "last", "a path", "x"], host.Root.Starts().Single()["Arguments"]!.Values<string>());
    }

    [Fact]
    public async Task Any_answer_to_GET_root_means_ready()
    {
        await using var host = await StartAsync();

        await host.ReadyAsync();

        Assert.Equal(1, host.Brain.Probes);
    }

    [Fact]
    public async Task Calls_wait_until_the_handler_is_ready()
    {
        await using var host = await StartAsync(prepared => prepared.Root.Tell("deaf"));
        var call = host.Http.GetAsync("api/Hello", Token);
        await Eventually.IsTrueAsync(() => host.Root.Starts().Count == 1);
        Assert.Equal(HandlerState.Starting, host.Server.Handler.State);

        File.Delete(Path.Combine(host.Root.Control, "deaf"));
        host.Root.Tell("exit", 200);

        Assert.Equal(HttpStatusCode.NoContent, (await call).StatusCode);
    }

    [Fact]
    public async Task Exit_code_0_is_not_restarted_and_said_loudly()
    {
        await using var host = await StartAsync();
        await host.ReadyAsync();

        host.Root.Tell("exit", 0);
        await Eventually.IsTrueAsync(() => host.Server.Handler.State == HandlerState.Ended);

        Assert.True(host.Log.Says(LogLevel.Error, "EXIT CODE 0"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Http.GetAsync("api/Hello", Token)).StatusCode);
        Assert.Equal((0, 0), (host.Server.Handler.RestartCount, host.Server.Handler.ErrorCount));
        Assert.Single(host.Root.Starts());
    }

    [Fact]
    public async Task Exit_code_200_restarts_and_is_no_error()
    {
        await using var host = await StartAsync();
        for (var restart = 1; restart <= 4; restart++)
        {
            await host.ReadyAsync();
            host.Root.Tell("exit", 200);
            await Eventually.IsTrueAsync(() => host.Server.Handler.RestartCount == restart);
        }

        await host.ReadyAsync();
        Assert.Equal(0, host.Server.Handler.ErrorCount);
        Assert.False(host.Server.StopRequested.IsCompleted);
    }

    [Fact]
    public async Task The_port_stays_and_the_worker_id_changes_over_restarts()
    {
        await using var host = await StartAsync();
        await host.ReadyAsync();

        LivingProcess.Kill(host.Server.Handler.ProcessId!.Value);
        await Eventually.IsTrueAsync(() => host.Root.Starts().Count == 2);

        var variables = host.Root.Starts().Select(start => start["Variables"]!).ToList();
        Assert.Equal((string?)variables[0]["FUNCTIONS_CUSTOMHANDLER_PORT"], (string?)variables[1]["FUNCTIONS_CUSTOMHANDLER_PORT"]);
        Assert.NotEqual((string?)variables[0]["FUNCTIONS_HTTPWORKER_ID"], (string?)variables[1]["FUNCTIONS_HTTPWORKER_ID"]);
    }

    [Fact]
    public async Task The_third_error_stops_the_host()
    {
        await using var host = await StartAsync(prepared => prepared.Root.Tell("exit-at-start", 1, 2, 3));

        var reason = await host.Server.StopRequested.WaitAsync(TimeSpan.FromMinutes(2), Token);

        Assert.Contains("third error", reason, StringComparison.Ordinal);
        Assert.Contains("exit code 3", reason, StringComparison.Ordinal);
        Assert.Equal(3, host.Root.Starts().Count);
    }

    [Fact]
    public async Task A_signal_is_an_error()
    {
        await using var host = await StartAsync();
        await host.ReadyAsync();

        LivingProcess.Kill(host.Server.Handler.ProcessId!.Value);
        await Eventually.IsTrueAsync(() => host.Server.Handler.RestartCount == 1);

        Assert.Equal(1, host.Server.Handler.ErrorCount);
        Assert.True(host.Log.Says(LogLevel.Error, "signal 9"));
    }

    [Fact]
    public async Task Exit_code_0_before_readiness_is_an_error_by_the_time_out()
    {
        await using var host = await StartAsync(prepared =>
        {
            prepared.Root.Tell("exit-at-start", 0);
            prepared.Root.Host["customHandler"]!["initializationTimeout"] = "00:00:05";
        });

        await host.ReadyAsync();

        Assert.Equal((1, 1), (host.Server.Handler.ErrorCount, host.Server.Handler.RestartCount));
        Assert.True(host.Log.Says(LogLevel.Error, "did not answer GET /"));
    }

    [Fact]
    public async Task A_handler_that_never_answers_is_replaced_and_then_stops_the_host()
    {
        await using var host = await StartAsync(prepared =>
        {
            prepared.Root.Tell("deaf");
            prepared.Root.Host["customHandler"]!["initializationTimeout"] = "00:00:03";
        });

        await host.Server.StopRequested.WaitAsync(TimeSpan.FromMinutes(2), Token);

        var processes = host.Root.Starts().Select(start => (int)start["ProcessId"]!).ToList();
        Assert.Equal(3, processes.Count);
        await Eventually.IsTrueAsync(() => !processes.Any(LivingProcess.Exists));
    }

    [Fact]
    public async Task A_call_that_waits_four_initialization_time_outs_stops_the_host()
    {
        await using var host = await StartAsync(prepared =>
        {
            prepared.Root.Tell("exit-at-start", [.. Enumerable.Repeat(200, 10_000)]);
            prepared.Root.Host["customHandler"]!["initializationTimeout"] = "00:00:02";
        });

        using var answer = await host.Http.GetAsync("api/Hello", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("waited 00:00:08", await host.Server.StopRequested.WaitAsync(TimeSpan.FromMinutes(2), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_kills_the_handler_with_everything_in_flight_and_is_no_error()
    {
        await using var host = await StartAsync(prepared =>
        {
            prepared.Root.Host["functionTimeout"] = "00:00:01";
            prepared.Root.AddFunction("Other", TestHost.PlainHttp);
        });
        await host.ReadyAsync();
        var killed = host.Server.Handler.ProcessId!.Value;
        host.Brain.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        var calls = await Task.WhenAll(host.Http.GetAsync("api/Hello", Token), host.Http.GetAsync("api/Other", Token));

        Assert.All(calls, call => Assert.Equal(HttpStatusCode.InternalServerError, call.StatusCode));
        await Eventually.IsTrueAsync(() => host.Server.Handler.RestartCount == 1 && host.Server.Handler.State == HandlerState.Ready);
        Assert.False(LivingProcess.Exists(killed));
        Assert.Equal(0, host.Server.Handler.ErrorCount);
        Assert.True(host.Log.Says(LogLevel.Error, "Timeout value of 00:00:01 was exceeded"));
    }

    [Fact]
    public async Task The_end_of_the_host_is_a_kill_without_a_word()
    {
        var host = await StartAsync();
        await host.ReadyAsync();
        var handler = host.Server.Handler.ProcessId!.Value;

        await host.Server.DisposeAsync();

        Assert.False(LivingProcess.Exists(handler));
        Assert.False(File.Exists(Path.Combine(host.Root.Control, "terminated")));
        await host.Brain.DisposeAsync();
        host.Root.Dispose();
    }

    [Fact]
    public async Task What_the_handler_writes_is_in_the_log_of_the_host()
    {
        await using var host = await StartAsync();
        await host.ReadyAsync();

        await Eventually.IsTrueAsync(() => host.Log.Says(LogLevel.Information, "the fake handler starts"));
        await Eventually.IsTrueAsync(() => host.Log.Says(LogLevel.Error, "the fake handler complains"));
        await Eventually.IsTrueAsync(() => host.Log.Says(LogLevel.Warning, "the fake handler has a Warning"));
    }

    [Fact]
    public async Task The_status_tells_of_handler_and_functions()
    {
        await using var host = await StartAsync();
        await host.ReadyAsync();

        var status = Newtonsoft.Json.Linq.JObject.Parse(await host.Http.GetStringAsync("admin/host/status", Token));

        Assert.Equal("Running", (string?)status["state"]);
        Assert.Equal(host.Server.Handler.ProcessId, (int?)status["handler"]!["processId"]);
        Assert.Equal(("Ready", 0), ((string?)status["handler"]!["state"], (int)status["handler"]!["restarts"]!));
        Assert.Equal(["Hello"], status["functions"]!.Values<string>());
    }

    private static Task<TestHost> StartAsync(Action<TestHost>? prepare = null) =>
        TestHost.StartAsync(host =>
        {
            host.Root.AddFunction("Hello", TestHost.PlainHttp);
            prepare?.Invoke(host);
        });
}
