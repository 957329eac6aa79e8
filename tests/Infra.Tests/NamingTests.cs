using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HzFunctions.Infra.Tests.Compiler;

namespace HzFunctions.Infra.Tests;

/// <summary>How resources are called and marked.</summary>
public sealed partial class NamingTests
{
    private static readonly string[] Flagged = ["Microsoft.Authorization/roleAssignments", "Microsoft.Insights/diagnosticSettings"];

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Every_name_is_an_abbreviation_and_what_is_unique_to_the_environment(string name)
    {
        var abbreviations = JsonNode.Parse(Repository.Read("infra", "abbreviations.json"))!.AsObject().Select(pair => (string)pair.Value!).ToList();
        var named = Snapshot.Read(name).Resources.Where(IsNamedByUs).Select(resource => (string)resource["name"]!).ToList();
        var tokens = named.Select(each => UniqueString().Match(each).Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, each => Assert.Contains(abbreviations, abbreviation => each.StartsWith(abbreviation, StringComparison.Ordinal)));
        Assert.Single(tokens);
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Every_resource_that_takes_tags_says_which_environment_it_is_of(string name) => Assert.All(
        Snapshot.Read(name).Resources.Where(resource => IsTopLevel(resource) && !Flagged.Contains((string)resource["type"]!)),
        resource => Assert.True(
            resource["tags"]?["azd-env-name"] is not null && resource["tags"]?["application"] is not null, $"{resource["type"]} {resource["name"]}"));

    [Fact]
    public void Two_environments_share_no_name()
    {
        var names = Snapshot.Names.Select(name => Snapshot.Read(name).Resources.Where(IsNamedByUs).Select(resource => (string)resource["name"]!).ToHashSet()).ToList();

        Assert.Empty(names[0].Intersect(names[1]));
    }

    // Groups, alerts and workbooks bear the environment's name or a guid.
    private static bool IsNamedByUs(JsonNode resource) => IsTopLevel(resource)
        && (string)resource["type"]! is not ("Microsoft.Resources/resourceGroups" or "Microsoft.Authorization/roleAssignments" or "Microsoft.Insights/diagnosticSettings"
            or "Microsoft.Insights/scheduledQueryRules" or "Microsoft.Insights/metricAlerts" or "Microsoft.Insights/workbooks");

    private static bool IsTopLevel(JsonNode resource) => ((string)resource["type"]!).Count(character => character == '/') == 1;

    [GeneratedRegex("[a-z0-9]{13}$")]
    private static partial Regex UniqueString();
}
