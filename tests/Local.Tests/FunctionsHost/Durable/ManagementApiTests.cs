using System.Net;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>The HTTP management API: D.7.</summary>
public sealed class ManagementApiTests(SharedAzurite azurite)
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_key_nothing_is_answered()
    {
        await using var host = await StartAsync();

        foreach (var query in new[] { "", "?code=", "?code=wrong" })
        {
            using var answer = await host.Host.Http.GetAsync(new Uri($"{host.Management}/instances{query}"), Token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_start_is_accepted_with_the_addresses_that_manage_the_instance()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, "/orchestrators/Wait/one", """{ "at": "2024-01-01T00:00:00.000Z" }""");

        Assert.Equal((HttpStatusCode.Accepted, "10"), (answer.StatusCode, answer.Headers.RetryAfter!.ToString()));
        var urls = await JsonAsync(answer);
        Assert.Equal("one", (string?)urls["id"]);
        Assert.Equal(urls["statusQueryGetUri"], answer.Headers.Location!.ToString());
        using var status = await host.Host.Http.GetAsync(new Uri((string)urls["statusQueryGetUri"]!), Token);
        Assert.Equal(HttpStatusCode.Accepted, status.StatusCode);
        Assert.Equal("2024-01-01T00:00:00.000Z", (string?)(await JsonAsync(status))["input"]!["at"]);
    }

    [Fact]
    public async Task A_second_start_is_a_conflict_and_an_unknown_orchestrator_is_accepted_and_fails()
    {
        await using var host = await StartAsync();
        using var first = await PostAsync(host, "/orchestrators/Wait/one");
        using var second = await PostAsync(host, "/orchestrators/Wait/one");
        using var unknown = await PostAsync(host, "/orchestrators/Nobody/two");
        using var bad = await PostAsync(host, "/orchestrators/Wait/three", "{oops");

        Assert.Equal(
            [HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.Accepted, HttpStatusCode.BadRequest],
            [first.StatusCode, second.StatusCode, unknown.StatusCode, bad.StatusCode]);
        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.EndAsync("two")).OrchestrationStatus);
        using var failed = await host.Host.Http.GetAsync(host.Manage("/instances/two"), Token);
        using var asError = await host.Host.Http.GetAsync(host.Manage("/instances/two?returnInternalServerErrorOnFailure=true"), Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.InternalServerError), (failed.StatusCode, asError.StatusCode));
    }

    [Fact]
    public async Task A_start_may_wait_for_the_output()
    {
        await using var host = await StartAsync();

        using var quick = await PostAsync(host, "/orchestrators/Echo?timeout=10&pollingInterval=1", "[1.0]");
        using var slow = await PostAsync(host, "/orchestrators/Wait?timeout=0.1&pollingInterval=1");

        Assert.Equal((HttpStatusCode.OK, "[1.0]"), (quick.StatusCode, await quick.Content.ReadAsStringAsync(Token)));
        Assert.Equal(HttpStatusCode.Accepted, slow.StatusCode);
    }

    [Fact]
    public async Task A_status_is_JSON_with_what_is_asked_for()
    {
        await using var host = await StartAsync();
        await host.Client.RunAsync("Echo", "echo", """{"a":1}""");

        var plain = await GetAsync(host, "/instances/echo?showInput=false");
        var whole = await GetAsync(host, "/instances/echo?showHistory=true&showHistoryOutput=true");

        Assert.Equal(
            ["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"],
            plain.Properties().Select(member => member.Name));
        Assert.Equal(("Echo", "Completed", JTokenType.Null, 1), ((string?)plain["name"], (string?)plain["runtimeStatus"], plain["input"]!.Type, (int?)plain["output"]!["a"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", (string?)plain["createdTime"]);
        Assert.Equal(["ExecutionStarted", "ExecutionCompleted"], whole["historyEvents"]!.Select(happened => (string?)happened["EventType"]));
        Assert.Equal(1, (int)whole["historyEvents"]![1]!["Result"]!["a"]!);
    }

    [Fact]
    public async Task Events_and_steering_are_accepted_not_found_or_gone()
    {
        await using var host = await StartAsync();
        await host.Client.StartAsync("Wait", "one");
        await host.Client.StartedAsync("one");

        foreach (var action in new[] { "suspend?reason=x", "resume?reason=x", "raiseEvent/other" })
        {
            Assert.Equal(HttpStatusCode.Accepted, await SteerAsync(host, "one", action));
        }

        Assert.Equal(HttpStatusCode.Accepted, await SteerAsync(host, "one", "terminate?reason=enough"));
        Assert.Equal("enough", (await host.Client.EndAsync("one")).Output);
        foreach (var action in new[] { "suspend", "resume", "terminate", "raiseEvent/other" })
        {
            Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.NotFound), (await SteerAsync(host, "one", action), await SteerAsync(host, "two", action)));
        }

        Assert.Equal(HttpStatusCode.PreconditionFailed, await SteerAsync(host, "one", "rewind"));
    }

    [Fact]
    public async Task An_event_must_be_JSON()
    {
        await using var host = await StartAsync();
        await host.Client.StartAsync("Wait", "one");
        using var text = new StringContent("x");
        using var noJson = await host.Host.Http.PostAsync(host.Manage("/instances/one/raiseEvent/end"), text, Token);
        using var bad = await PostAsync(host, "/instances/one/raiseEvent/end", "{oops");
        using var good = await PostAsync(host, "/instances/one/raiseEvent/end", "[2]");

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Accepted], [noJson.StatusCode, bad.StatusCode, good.StatusCode]);
        Assert.Equal("[2]", (await host.Client.EndAsync("one")).Output);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using var host = await StartAsync();
        foreach (var id in new[] { "a1", "a2", "b/3" })
        {
            await host.Client.RunAsync("Echo", id);
        }

        using var first = await host.Host.Http.GetAsync(host.Manage("/instances?top=2"), Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Manage("/instances?top=2&runtimeStatus=Completed,Failed"));
        request.Headers.Add("x-ms-continuation-token", first.Headers.GetValues("x-ms-continuation-token"));
        using var second = await host.Host.Http.SendAsync(request, Token);

        Assert.Equal(["a1", "a2"], Ids(await first.Content.ReadAsStringAsync(Token)));
        Assert.Equal(["b/3"], Ids(await second.Content.ReadAsStringAsync(Token)));
        Assert.False(second.Headers.Contains("x-ms-continuation-token"));
    }

    [Fact]
    public async Task Purges_and_restarts()
    {
        await using var host = await StartAsync();
        await host.Client.RunAsync("Echo", "one", "7");
        using var again = await PostAsync(host, "/instances/one/restart?restartWithNewInstanceId=true");
        var newId = (string)(await JsonAsync(again))["id"]!;
        Assert.Equal("7", (await host.Client.EndAsync(newId)).Output);
        using var unknown = await PostAsync(host, "/instances/nobody/restart");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);

        using var one = await host.Host.Http.DeleteAsync(host.Manage("/instances/one"), Token);
        using var noMore = await host.Host.Http.DeleteAsync(host.Manage("/instances/one"), Token);
        using var rest = await host.Host.Http.DeleteAsync(host.Manage("/instances?createdTimeFrom=2020-01-01"), Token);
        using var none = await host.Host.Http.DeleteAsync(host.Manage("/instances?createdTimeFrom=2020-01-01"), Token);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound],
            [one.StatusCode, noMore.StatusCode, rest.StatusCode, none.StatusCode]);
        Assert.Equal(1, (int?)(await JsonAsync(rest))["instancesDeleted"]);
    }

    private static IEnumerable<string?> Ids(string list) => JArray.Parse(list).Select(shown => (string?)shown["instanceId"]);

    private static async Task<JObject> JsonAsync(HttpResponseMessage answer)
    {
        using var reader = new JsonTextReader(new StringReader(await answer.Content.ReadAsStringAsync(Token))) { DateParseHandling = DateParseHandling.None };
        return await JObject.LoadAsync(reader, Token);
    }

    private static async Task<JObject> GetAsync(DurableHostUnderTest host, string path)
    {
        using var answer = await host.Host.Http.GetAsync(host.Manage(path), Token);
        return await JsonAsync(answer);
    }

    private static async Task<HttpResponseMessage> PostAsync(DurableHostUnderTest host, string path, string body = "")
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await host.Host.Http.PostAsync(host.Manage(path), content, Token);
    }

    private static async Task<HttpStatusCode> SteerAsync(DurableHostUnderTest host, string id, string action)
    {
        using var answer = await PostAsync(host, $"/instances/{id}/{action}");
        return answer.StatusCode;
    }

    private Task<DurableHostUnderTest> StartAsync() => DurableHostUnderTest.StartAsync(azurite, prepared =>
    {
        prepared.Orchestrator("Wait", Scripts.WaitForEnd);
        prepared.Orchestrator("Echo", turn => turn.Complete(0, turn.Input));
    });
}
