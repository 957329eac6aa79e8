using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Local;
using Microsoft.AspNetCore.Routing;

namespace HzFunctions.Functions.Tests.Host;

/// <summary>host.json, the folders with a function.json, and what the handler maps belong together.</summary>
public sealed class ScriptRootTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly string Functions = Path.Combine(RepositoryFolder.Root, "functions");

    public static TheoryData<string> Folders =>
        [.. System.IO.Directory.GetFiles(Functions, "function.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Functions, file))
            .Where(file => file.Split(Path.DirectorySeparatorChar).Length == 2)
            .Select(file => Path.GetDirectoryName(file)!)
            .Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> Routes => fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText!)
        .ToList();

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_folder_is_mapped_as_its_function_json_says(string folder)
    {
        var trigger = Trigger(folder);

        Assert.Contains(RouteOf(folder, trigger), Routes);
        if (trigger.GetProperty("type").GetString() == "httpTrigger")
        {
            Assert.Equal("anonymous", trigger.GetProperty("authLevel").GetString());
            Assert.Equal(["httpTrigger", "http"], Bindings(folder).Select(binding => binding.GetProperty("type").GetString()));
        }
        else
        {
            // The host says nothing of other bindings in answer to a queue or a timer, and a durable trigger must have none.
            Assert.All(Bindings(folder).Where(binding => !IsTrigger(binding)), binding => Assert.Equal("durableClient", binding.GetProperty("type").GetString()));
        }
    }

    [Fact]
    public void Every_mapping_has_a_folder() =>
        Assert.Equal(
            Folders.Select(row => row.Data).Select(folder => RouteOf(folder, Trigger(folder))).Append("/").Order(StringComparer.Ordinal),
            Routes.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ForwardUplink", "forward-uplink")]
    [InlineData("ForwardUplinkPoison", "forward-uplink-poison")]
    [InlineData("HandleDownlink", "downlink")]
    [InlineData("HandleDownlinkPoison", "downlink-poison")]
    [InlineData("DriveBill", "bill-commands")]
    [InlineData("DriveBillPoison", "bill-commands-poison")]
    [InlineData("DriveReconciliation", "reconciliation-commands")]
    [InlineData("DriveReconciliationPoison", "reconciliation-commands-poison")]
    public async Task A_function_of_a_queue_reads_the_binding_that_its_function_json_names(string folder, string queue)
    {
        var trigger = Trigger(folder);
        Assert.Equal((queue, "AzureWebJobsStorage"), (trigger.GetProperty("queueName").GetString(), trigger.GetProperty("connection").GetString()));

        var data = new JsonObject(Bindings(folder).Select(binding => KeyValuePair.Create(binding.GetProperty("name").GetString()!, (JsonNode?)"x")));
        await fixture.Host.PostAsync(
            $"/{folder}", new StringContent(new JsonObject { ["Data"] = data }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));

        Assert.DoesNotContain(fixture.Host.Logged.Records, record => record.Contains("has no binding", StringComparison.Ordinal));
    }

    [Fact]
    public void D6_Watch_looks_every_thirty_seconds() => Assert.Equal("*/30 * * * * *", Trigger("Watch").GetProperty("schedule").GetString());

    [Fact]
    public void D1_the_host_starts_the_handler_and_passes_HTTP_on_as_it_is_without_a_prefix()
    {
        var host = HostJson();
        var customHandler = host.GetProperty("customHandler");

        Assert.Equal("handler", customHandler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.True(customHandler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        Assert.True(customHandler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.Equal("", host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void D11_queues_do_not_lose_a_message_after_five_failures_within_two_seconds()
    {
        var queues = HostJson().GetProperty("extensions").GetProperty("queues");

        Assert.Equal("none", queues.GetProperty("messageEncoding").GetString());
        Assert.Equal("00:00:10", queues.GetProperty("visibilityTimeout").GetString());
        Assert.Equal(1000, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal("00:00:01", queues.GetProperty("maxPollingInterval").GetString());
    }

    private static string RouteOf(string folder, JsonElement trigger) =>
        trigger.TryGetProperty("route", out var route) ? $"/{route.GetString()}" : $"/{folder}";

    private static JsonElement Trigger(string folder) => Bindings(folder).Single(IsTrigger);

    private static bool IsTrigger(JsonElement binding) => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal);

    private static List<JsonElement> Bindings(string folder) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Functions, folder, "function.json"))).RootElement.GetProperty("bindings").EnumerateArray().ToList();

    private static JsonElement HostJson() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "host.json"))).RootElement;
}
