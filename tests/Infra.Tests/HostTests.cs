using System.Globalization;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Retention;
using HzFunctions.Infra.Tests.Compiler;

namespace HzFunctions.Infra.Tests;

/// <summary>The deployment and the package fit each other.</summary>
public sealed class HostTests
{
    private static JsonNode Scale { get; } =
        Snapshot.Read(Snapshot.Flex).Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;

    [Fact]
    public void What_must_answer_at_once_is_always_ready()
    {
        var ready = Scale["alwaysReady"]!.AsArray().ToDictionary(group => (string)group!["name"]!, group => (int)group!["instanceCount"]!);

        Assert.Equal(
            new Dictionary<string, int> { ["http"] = 1, ["durable"] = 1, ["function:HandleDownlink"] = 1, ["function:ForwardUplink"] = 1 }, ready);
        Assert.All(
            ready.Keys.Where(name => name.StartsWith("function:", StringComparison.Ordinal)),
            name => Assert.True(File.Exists(Repository.At("functions", name["function:".Length..], "function.json")), name));
    }

    [Fact]
    public void An_instance_takes_500_calls_at_once_on_either_plan()
    {
        Assert.Equal(500, (int)Scale["triggers"]!["http"]!["perInstanceConcurrency"]!);
        Assert.Equal("500", Snapshot.Read(Snapshot.Premium).SettingsOf(Workload.Handler)["AzureFunctionsJobHost__extensions__http__maxConcurrentRequests"]);
    }

    [Fact]
    public void Durable_looks_at_its_queues_every_10_seconds_at_least() => Assert.InRange(
        TimeSpan.Parse(
            (string)JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["durableTask"]!["storageProvider"]!["maxQueuePollingInterval"]!,
            CultureInfo.InvariantCulture),
        TimeSpan.FromMilliseconds(1),
        TimeSpan.FromSeconds(10));

    [Fact]
    public void The_runtime_is_a_custom_handler_on_either_plan()
    {
        Assert.Equal(
            "custom", (string)Snapshot.Read(Snapshot.Flex).Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["runtime"]!["name"]!);
        Assert.Equal("custom", Snapshot.Read(Snapshot.Premium).SettingsOf(Workload.Handler)["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", Snapshot.Read(Snapshot.Flex).SettingsOf(Workload.Handler).Keys);
    }

    [Fact]
    public void The_queues_are_those_of_the_triggers_and_the_one_that_the_bridge_reads()
    {
        var storage = NamesOf(Snapshot.Flex, "Microsoft.Storage/storageAccounts/queueServices/queues");
        var serviceBus = NamesOf(Snapshot.Premium, "Microsoft.ServiceBus/namespaces/queues");

        Assert.Equal(TriggerQueues().Append(MqttBridge.Storage.ReturnQueue.Name).Order(StringComparer.Ordinal), storage);
        Assert.Equal(TriggerQueues().Where(queue => !queue.EndsWith("-poison", StringComparison.Ordinal)).Order(StringComparer.Ordinal), serviceBus);
    }

    [Fact]
    public void The_tables_are_those_that_are_exported() => Assert.Equal(
        DailyExport.Tables.Order(StringComparer.Ordinal), NamesOf(Snapshot.Flex, "Microsoft.Storage/storageAccounts/tableServices/tables"));

    [Fact]
    public void The_bridge_is_one_and_stays_one()
    {
        var template = Snapshot.Read(Snapshot.Flex).Single("Microsoft.App/containerApps")["properties"]!["template"]!;

        Assert.Equal(1, (int)template["scale"]!["minReplicas"]!);
        Assert.Equal(1, (int)template["scale"]!["maxReplicas"]!);
        Assert.Equal(
            ["/health/live", "/health/live", "/health/ready"],
            template["containers"]![0]!["probes"]!.AsArray().Select(probe => (string)probe!["httpGet"]!["path"]!));
        Assert.Contains("ASPNETCORE_HTTP_PORTS=8080", Repository.Read("mqtt-bridge", "Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Photos_outlive_the_function_app_s_own_retention_before_the_lifecycle_takes_them()
    {
        var flex = Snapshot.Read(Snapshot.Flex);
        var rules = flex.Single("Microsoft.Storage/storageAccounts/managementPolicies")["properties"]!["policy"]!["rules"]!.AsArray();

        Assert.Equal(["exports", "photos"], rules.Select(rule => (string)rule!["name"]!).Order(StringComparer.Ordinal));
        foreach (var (rule, setting) in new[] { ("photos", "Retention__PhotoDays"), ("exports", "Retention__ExportDays") })
        {
            var days = (int)rules.Single(each => (string)each!["name"]! == rule)!["definition"]!["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]!;
            Assert.True(days > int.Parse(flex.SettingsOf(Workload.Handler)[setting], CultureInfo.InvariantCulture), rule);
        }
    }

    [Fact]
    public void Calls_leave_by_one_address_where_that_is_asked_for()
    {
        var premium = Snapshot.Read(Snapshot.Premium);
        var subnets = premium.Single("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray();

        Assert.Empty(Snapshot.Read(Snapshot.Flex).Of("Microsoft.Network/virtualNetworks"));
        Assert.Equal("Static", (string)premium.Single("Microsoft.Network/publicIPAddresses")["properties"]!["publicIPAllocationMethod"]!);
        Assert.Equal(2, subnets.Count);
        Assert.All(subnets, subnet => Assert.NotNull(subnet!["properties"]!["natGateway"]));
        Assert.EndsWith("/subnets/handler", (string)premium.Single("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]!, StringComparison.Ordinal);
        Assert.EndsWith(
            "/subnets/bridge",
            (string)premium.Single("Microsoft.App/managedEnvironments")["properties"]!["vnetConfiguration"]!["infrastructureSubnetId"]!,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> NamesOf(string snapshot, string type) =>
        Snapshot.Read(snapshot).Of(type).Select(resource => ((string)resource["name"]!).Split('/')[^1]).Order(StringComparer.Ordinal);

    private static IEnumerable<string> TriggerQueues() => Directory.GetDirectories(Repository.At("functions"))
        .Select(folder => Path.Combine(folder, "function.json")).Where(File.Exists)
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["bindings"]!.AsArray())
        .Where(binding => (string)binding!["type"]! == "queueTrigger")
        .Select(binding => (string)binding!["queueName"]!);
}
