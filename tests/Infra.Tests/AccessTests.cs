using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HzFunctions.Infra.Tests.Compiler;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Leadership;
using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.Infra.Tests;

/// <summary>Who may do what, and that it is needed.</summary>
public sealed partial class AccessTests
{
    private const string RoleAssignments = "Microsoft.Authorization/roleAssignments";

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Each_role_is_of_an_identity_that_a_program_runs_as_or_of_the_operator(string name)
    {
        var snapshot = Snapshot.Read(name);
        var roles = snapshot.Of(RoleAssignments).Select(Role.Read).ToList();

        Assert.NotEmpty(roles);
        foreach (var program in Enum.GetValues<Workload>())
        {
            var identity = snapshot.HostOf(program)["identity"]!["userAssignedIdentities"]!.AsObject().Single().Key;
            Assert.Contains(Role.OutputOf(program), identity, StringComparison.Ordinal);
            Assert.Contains(roles, role => role.Owner == program);
        }
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Each_role_is_for_something_that_its_program_is_told_of(string name)
    {
        var snapshot = Snapshot.Read(name);

        foreach (var role in snapshot.Of(RoleAssignments).Select(Role.Read).Where(role => role.Owner is not null))
        {
            var told = snapshot.HostOf(role.Owner!.Value).ToJsonString();
            Assert.True(WaysTo(role.Resource).Any(way => told.Contains(way, StringComparison.Ordinal)), $"{role.Owner} is told nothing of {role.Scope}");
        }
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void No_role_is_given_twice_and_none_for_a_whole_group(string name)
    {
        var roles = Snapshot.Read(name).Of(RoleAssignments).Select(Role.Read).ToList();

        Assert.Equal(roles.Count, roles.Distinct().Count());
        Assert.All(roles, role => Assert.Contains("/providers/", role.Scope, StringComparison.Ordinal));
    }

    [Fact]
    public void The_bridge_may_touch_only_the_queues_containers_and_tables_that_it_uses()
    {
        var scopes = Snapshot.Read(Snapshot.Flex).Of(RoleAssignments).Select(Role.Read)
            .Where(role => role.Owner == Workload.Bridge && role.Resource == "storageAccounts").Select(role => role.Name).Order(StringComparer.Ordinal);

        Assert.Equal(
            new[] { AccessDirectory.Table, BlobLeaderLease.Container, DownlinkQueue.Name, QuarantineBlobs.Container, ReturnQueue.Name }.Order(StringComparer.Ordinal),
            scopes);
    }

    [Fact]
    public void Each_role_that_is_named_is_given()
    {
        var given = Snapshot.Names.SelectMany(name => Snapshot.Read(name).Of(RoleAssignments)).Select(role => Role.Read(role).Definition).ToHashSet();
        var named = RoleId().Matches(Repository.Read("bicep", "access.bicep")).Select(match => match.Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, role => Assert.Contains(role, given));
    }

    [Fact]
    public void Each_role_says_what_it_is_for_and_all_are_in_one_file()
    {
        foreach (var file in Repository.BicepFiles)
        {
            var lines = File.ReadAllLines(file);
            var given = Enumerable.Range(0, lines.Length).Where(line => lines[line].Contains($"'{RoleAssignments}@", StringComparison.Ordinal)).ToList();
            Assert.True(given.Count == 0 || Path.GetFileName(file) == "access.bicep", file);
            Assert.All(given, line => Assert.StartsWith("// The ", ReasonAbove(lines, line), StringComparison.Ordinal));
        }
    }

    private static string ReasonAbove(string[] lines, int line)
    {
        while (lines[line - 1].StartsWith("//", StringComparison.Ordinal))
        {
            line--;
        }

        return lines[line];
    }

    // How the resource shows in what a program is told.
    private static string[] WaysTo(string resource) => resource switch
    {
        "storageAccounts" => ["AzureWebJobsStorage__blobServiceUri"],
        "vaults" => ["Vault__Uri", "keyVaultUrl"],
        "components" => ["APPLICATIONINSIGHTS_CONNECTION_STRING"],
        "registries" => ["\"registries\":[{"],
        "namespaces" => ["ServiceBus__fullyQualifiedNamespace"],
        _ => [],
    };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex RoleId();

    /// <summary>A role as the snapshot has it.</summary>
    /// <param name="Owner">Whose it is; null: the operator's.</param>
    /// <param name="Definition">The role.</param>
    /// <param name="Scope">The id of what it is for.</param>
    private sealed record Role(Workload? Owner, string Definition, string Scope)
    {
        /// <summary>The kind of what it is for, or of what that is in.</summary>
        public string Resource => Scope.Split("/providers/")[^1].Split('/')[1];

        /// <summary>The name of what it is for.</summary>
        public string Name => Scope.Split('/')[^1];

        public static string OutputOf(Workload program) => program == Workload.Handler ? "outputs.handler.value" : "outputs.bridge.value";

        public static Role Read(JsonNode resource)
        {
            var principal = (string)resource["properties"]!["principalId"]!;
            return new Role(
                Enum.GetValues<Workload>().Cast<Workload?>().FirstOrDefault(program => principal.Contains(OutputOf(program!.Value), StringComparison.Ordinal)),
                ((string)resource["properties"]!["roleDefinitionId"]!).Split('/')[^1],
                ((string)resource["id"]!).Split($"/providers/{RoleAssignments}")[0]);
        }
    }
}
