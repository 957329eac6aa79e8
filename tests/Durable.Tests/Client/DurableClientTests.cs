using Grpc.Core;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Tests.Client;

/// <summary>The client against the host's answers.</summary>
public sealed class DurableClientTests
{
    private readonly FakeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_of_a_running_instance_is_a_normal_answer_and_changes_nothing()
    {
        var client = _host.CreateClient("Bill");
        Assert.Equal(StartOutcome.Started, await client.StartAsync("Bill", "b-g1", 1, Token));
        Assert.Equal(StartOutcome.AlreadyRunning, await client.StartAsync("Bill", "b-g1", 2, Token));
        Assert.Equal(1, (await client.GetAsync("b-g1", true, Token))!.ReadInputAs<int>());
    }

    [Fact]
    public async Task A_start_replaces_an_instance_that_is_over()
    {
        var client = _host.CreateClient("Bill");
        await client.StartAsync("Bill", "b-g1", 1, Token);
        await client.TerminateAsync("b-g1", "enough", Token);
        Assert.Equal(StartOutcome.Started, await client.StartAsync("Bill", "b-g1", 2, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    public async Task An_id_that_the_host_would_take_and_never_run_is_refused(string instanceId) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _host.CreateClient("Bill").StartAsync("Bill", instanceId, 1, Token));

    [Fact]
    public async Task An_id_that_is_too_long_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _host.CreateClient("Bill").StartAsync("Bill", new string('a', 257), 1, Token));

    [Fact]
    public async Task An_orchestrator_that_this_worker_does_not_have_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _host.CreateClient("Bill").StartAsync("Bil", "b-g1", 1, Token));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_becomes_of_a_message_is_told_by_older_hosts_too(bool isOld)
    {
        _host.IsOld = isOld;
        var client = _host.CreateClient("Bill");
        Assert.Equal(DeliveryOutcome.NotFound, await client.RaiseEventAsync("b-g1", "bell", 1, Token));
        await client.StartAsync("Bill", "b-g1", 1, Token);
        Assert.Equal(DeliveryOutcome.Delivered, await client.RaiseEventAsync("b-g1", "bell", 1, Token));
        Assert.Equal(DeliveryOutcome.Delivered, await client.SuspendAsync("b-g1", "pause", Token));
        Assert.Equal(DeliveryOutcome.Delivered, await client.ResumeAsync("b-g1", "go", Token));
        Assert.Equal(DeliveryOutcome.Delivered, await client.TerminateAsync("b-g1", "enough", Token));
        Assert.Equal(DeliveryOutcome.Finished, await client.TerminateAsync("b-g1", "enough", Token));
    }

    [Fact]
    public async Task An_instance_is_told_with_input_output_and_status()
    {
        _host.Instances["b-g1"] = new OrchestrationState
        {
            InstanceId = "b-g1",
            Name = "Bill",
            OrchestrationStatus = OrchestrationStatus.Completed,
            Input = "1",
            Output = "\"paid\"",
            CustomStatus = "[\"asked\"]",
        };
        var instance = (await _host.CreateClient().GetAsync("b-g1", true, Token))!;
        Assert.True(instance.IsCompleted);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal(1, instance.ReadInputAs<int>());
        Assert.Equal("paid", instance.ReadOutputAs<string>());
        Assert.Equal(["asked"], instance.ReadCustomStatusAs<string[]>()!);
        Assert.Null(await _host.CreateClient().GetAsync("other", true, Token));
    }

    [Fact]
    public async Task A_query_goes_through_all_pages()
    {
        for (var number = 0; number < 10; number++)
        {
            _host.Instances[$"b-g{number}"] = new OrchestrationState { InstanceId = $"b-g{number}" };
        }

        _host.Instances["other"] = new OrchestrationState { InstanceId = "other" };
        var query = new OrchestrationQuery { InstanceIdPrefix = "b-", PageSize = 3 };
        Assert.Equal(10, await _host.CreateClient().QueryAsync(query, Token).CountAsync(Token));
        Assert.Equal(4, _host.Calls.Count);
    }

    [Fact]
    public async Task A_purge_tells_whether_there_was_anything()
    {
        _host.Instances["b-g1"] = new OrchestrationState { InstanceId = "b-g1" };
        Assert.True(await _host.CreateClient().PurgeAsync("b-g1", Token));
        Assert.False(await _host.CreateClient().PurgeAsync("b-g1", Token));
    }

    [Fact]
    public async Task Every_call_names_the_hub_and_has_a_time_limit()
    {
        var client = _host.CreateClient("Bill");
        await client.StartAsync("Bill", "b-g1", 1, Token);
        await client.GetAsync("b-g1", false, Token);
        await client.RaiseEventAsync("b-g1", "bell", null, Token);
        Assert.All(_host.Calls, call =>
        {
            Assert.Equal("hub", call.Options.Headers!.GetValue("durable-taskhub"));
            Assert.NotNull(call.Options.Deadline);
        });
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_no_answer()
    {
        _host.Before = _ => throw new RpcException(new Status(StatusCode.Unavailable, "connection refused"));
        var fault = await Assert.ThrowsAsync<RpcException>(() => _host.CreateClient("Bill").StartAsync("Bill", "b-g1", 1, Token));
        Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"taskHubName":"hub","rpcBaseUrl":null}""")]
    public void A_binding_that_brings_no_address_is_refused(string? payload) =>
        Assert.Throws<FormatException>(() => DurableClientBinding.Read(payload));
}
