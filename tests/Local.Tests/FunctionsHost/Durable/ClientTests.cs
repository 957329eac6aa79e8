using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>The gRPC service: D.6, with the statuses of extension 3.15.0.</summary>
public sealed class ClientTests(SharedAzurite azurite)
{
    [Fact]
    public async Task The_binding_tells_where_the_engine_is_and_more_than_a_reader_needs_to_know()
    {
        await using var host = await StartAsync();

        var contact = host.Contact;

        Assert.Equal(
            ["taskHubName", "connectionName", "creationUrls", "managementUrls", "baseUrl", "requiredQueryStringParameters", "rpcBaseUrl", "httpBaseUrl"],
            contact.Properties().Select(member => member.Name).Take(8));
        Assert.Equal((host.Hub, "00:01:40"), ((string?)contact["taskHubName"], ((string?)contact["grpcHttpClientTimeout"])!.Trim('"')));
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", (string?)contact["rpcBaseUrl"]);
        Assert.Equal($"http://localhost:{host.Host.Server.Address.Port}/runtime/webhooks/durabletask", (string?)contact["httpBaseUrl"]);
        Assert.Matches("^code=[0-9a-f]{64}$", (string?)contact["requiredQueryStringParameters"]);
        Assert.DoesNotContain(host.Host.Log.Lines, line => line.Text.Contains(((string)contact["requiredQueryStringParameters"]!)[5..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_start_is_told_that_the_instance_exists_until_that_is_finished()
    {
        await using var host = await StartAsync();
        await host.Client.StartAsync("Wait", "one", "1");

        Assert.Equal(StatusCode.AlreadyExists, await DurableClient.RefusalAsync(host.Client.StartAsync("Wait", "one", "2")));

        await host.Client.RaiseAsync("one", "end");
        Assert.Equal("1", (await host.Client.EndAsync("one")).Input);
        await host.Client.StartAsync("Wait", "one", "3");
        await host.Client.RaiseAsync("one", "end");
        Assert.Equal("3", (await host.Client.EndAsync("one")).Input);
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_wins()
    {
        await using var host = await StartAsync();

        var starts = Enumerable.Range(0, 20).Select(_ => host.Client.StartAsync("Wait", "race")).ToList();

        await Eventually.IsTrueAsync(() => starts.TrueForAll(start => start.IsCompleted));
        _ = Assert.Single(starts, start => start.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_is_asked_of_an_unknown_instance_is_not_found_and_of_a_finished_one_refused()
    {
        await using var host = await StartAsync();
        await host.Client.StartAsync("Wait", "over");
        await host.Client.RaiseAsync("over", "end");
        await host.Client.EndAsync("over");

        Assert.Null(await host.Client.FindAsync("nobody"));
        foreach (var (id, status) in new[] { ("nobody", StatusCode.NotFound), ("over", StatusCode.FailedPrecondition) })
        {
            Assert.Equal(status, await DurableClient.RefusalAsync(host.Client.RaiseAsync(id, "x")));
            Assert.Equal(status, await DurableClient.RefusalAsync(host.Client.TerminateAsync(id)));
            Assert.Equal(status, await DurableClient.RefusalAsync(host.Client.SuspendAsync(id, "x")));
            Assert.Equal(status, await DurableClient.RefusalAsync(host.Client.ResumeAsync(id, "x")));
            Assert.Equal(status, await DurableClient.RefusalAsync(host.Client.RewindAsync(id)));
        }
    }

    [Fact]
    public async Task Another_hub_is_refused()
    {
        await using var host = await StartAsync();

        await host.Client.HelloAsync(host.Hub);

        Assert.Equal(StatusCode.InvalidArgument, await DurableClient.RefusalAsync(host.Client.HelloAsync("Other")));
    }

    [Fact]
    public async Task An_empty_id_gets_one_and_an_entitys_id_stays_pending()
    {
        await using var host = await StartAsync();

        Assert.True(Guid.TryParse(await host.Client.StartAsync("Wait", ""), out _));

        await host.Client.StartAsync("Wait", "@x");
        await host.Client.StartAsync("Wait", "a/b");
        await host.Client.StartedAsync("a/b");
        Assert.Equal(OrchestrationStatus.Pending, (await host.Client.FindAsync("@x"))!.OrchestrationStatus);
    }

    [Fact]
    public async Task Queries_filter_and_come_in_pages()
    {
        await using var host = await StartAsync();
        foreach (var id in new[] { "a1", "a2", "a3", "b1" })
        {
            await host.Client.StartAsync("Wait", id, $"\"{id}\"");
            await host.Client.StartedAsync(id);
        }

        await host.Client.RaiseAsync("a2", "end");
        await host.Client.EndAsync("a2");
        var query = new InstanceQuery { InstanceIdPrefix = "a", MaxInstanceCount = 2, FetchInputsAndOutputs = true };

        var first = await host.Client.QueryAsync(query);
        query.ContinuationToken = first.ContinuationToken;
        var second = await host.Client.QueryAsync(query);
        var finished = await host.Client.QueryAsync(new InstanceQuery { RuntimeStatus = { OrchestrationStatus.Completed } });

        Assert.Equal(["\"a1\"", "\"a2\""], first.OrchestrationState.Select(state => state.Input));
        Assert.Equal("a3", second.OrchestrationState.Single().InstanceId);
        Assert.Null(second.ContinuationToken);
        Assert.Equal("a2", finished.OrchestrationState.Single().InstanceId);
    }

    [Fact]
    public async Task Purges_delete_by_id_and_by_filter()
    {
        await using var host = await StartAsync();
        foreach (var id in new[] { "one", "two", "three" })
        {
            await host.Client.StartAsync("Wait", id);
            await host.Client.RaiseAsync(id, "end");
            await host.Client.EndAsync(id);
        }

        await host.Client.StartAsync("Wait", "running");

        Assert.Equal(1, await host.Client.PurgeAsync(new PurgeInstancesRequest { InstanceId = "one" }));
        Assert.Equal(0, await host.Client.PurgeAsync(new PurgeInstancesRequest { InstanceId = "one" }));
        var filter = new PurgeInstanceFilter { CreatedTimeFrom = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) };
        Assert.Equal(2, await host.Client.PurgeAsync(new PurgeInstancesRequest { PurgeInstanceFilter = filter }));
        Assert.Null(await host.Client.FindAsync("two"));
        Assert.NotNull(await host.Client.FindAsync("running"));
        Assert.Equal(StatusCode.InvalidArgument, await DurableClient.RefusalAsync(
            host.Client.PurgeAsync(new PurgeInstancesRequest { PurgeInstanceFilter = new PurgeInstanceFilter() })));
    }

    [Fact]
    public async Task A_rewound_instance_does_again_what_failed_and_goes_on()
    {
        var attempts = 0;
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Fragile", turn =>
            {
                if (turn.All.Any(happened => happened.TaskFailed is not null))
                {
                    turn.Fail(1, new TaskFailureDetails { ErrorType = "E", ErrorMessage = "m" });
                }
                else if (turn.Has(0))
                {
                    turn.Complete(1, turn.Result(0));
                }
                else if (!turn.All.Any(happened => happened.TaskScheduled is not null))
                {
                    turn.Activity(0, "Work");
                }
            });
            prepared.RawActivity("Work", (context, _) => ++attempts == 1
                ? HandlerAnswers.FailAsync(context)
                : HandlerAnswers.ReturnAsync(context, "5"));
        });
        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.RunAsync("Fragile", "fragile")).OrchestrationStatus);

        await host.Client.RewindAsync("fragile");

        var end = await host.Client.EndAsync("fragile");
        Assert.Equal((OrchestrationStatus.Completed, "5"), (end.OrchestrationStatus, end.Output));
    }

    [Fact]
    public async Task A_wedged_id_stays_pending_and_a_wedged_instance_stands_still_until_let_go()
    {
        await using var host = await StartAsync();
        await host.Client.StartAsync("Wait", "running");
        await host.Client.StartedAsync("running");
        await host.PostAdminAsync("wedge", "new");
        await host.PostAdminAsync("wedge", "running");

        await host.Client.StartAsync("Wait", "new");
        await host.Client.RaiseAsync("running", "end");
        await host.Client.StartAsync("Wait", "other");
        await host.Client.StartedAsync("other");

        Assert.Equal(OrchestrationStatus.Pending, (await host.Client.FindAsync("new"))!.OrchestrationStatus);
        Assert.Equal(StatusCode.AlreadyExists, await DurableClient.RefusalAsync(host.Client.StartAsync("Wait", "new")));
        Assert.Equal(OrchestrationStatus.Running, (await host.Client.FindAsync("running"))!.OrchestrationStatus);

        await host.PostAdminAsync("unwedge", "new");
        await host.PostAdminAsync("unwedge", "running");
        await host.Client.StartedAsync("new");
        await host.Client.EndAsync("running");
    }

    private Task<DurableHostUnderTest> StartAsync() => DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Wait", Scripts.WaitForEnd));
}
