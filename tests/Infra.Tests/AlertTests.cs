using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HzFunctions.Infra.Tests.Compiler;
using HzFunctions.Infra.Tests.Telemetry;

namespace HzFunctions.Infra.Tests;

/// <summary>What wakes somebody can happen, and says what to do.</summary>
public sealed partial class AlertTests
{
    private const string QueryAlerts = "Microsoft.Insights/scheduledQueryRules";
    private const string MetricAlerts = "Microsoft.Insights/metricAlerts";

    private static IReadOnlyList<JsonNode> Alerts { get; } =
        [.. Snapshot.Read(Snapshot.Flex).Of(QueryAlerts), .. Snapshot.Read(Snapshot.Flex).Of(MetricAlerts)];

    [Fact]
    public void Each_alert_links_to_its_section_of_the_runbook_and_each_section_is_of_an_alert()
    {
        var anchors = Alerts.Select(AnchorOf).Order(StringComparer.Ordinal).ToList();
        var sections = Section().Matches(AlertsOfTheRunbook()).Select(match => Anchor(match.Groups["title"].Value)).Order(StringComparer.Ordinal);

        Assert.Equal(11, anchors.Count);
        Assert.Equal(anchors, sections);
    }

    [Fact]
    public void Each_alert_tells_the_action_group_and_whoever_reads_its_mail_where_to_look()
    {
        Assert.All(Alerts, alert => Assert.Contains($"https://example.com/runbook.md#{AnchorOf(alert)}", (string)alert["properties"]!["description"]!, StringComparison.Ordinal));
        Assert.All(Alerts, alert => Assert.Contains("actionGroups", alert["properties"]!["actions"]!.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_alerts_and_the_workbook_look_for_is_emitted()
    {
        var emitted = EmittedMetrics.Names();
        var queries = Snapshot.Read(Snapshot.Flex).Of(QueryAlerts).Select(alert => (string)alert["properties"]!["criteria"]!["allOf"]![0]!["query"]!).ToList();

        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.NotEmpty(MetricsIn(query)));
        Assert.All(
            queries.Append(Repository.Read("bicep", "workbook.json")).SelectMany(MetricsIn).Distinct(), metric => Assert.Contains(metric, emitted));
    }

    [Fact]
    public void The_workbook_shows_every_metric_that_is_emitted() => Assert.Empty(
        EmittedMetrics.Names().Where(name => name.StartsWith("hz.", StringComparison.Ordinal))
            .Except(MetricsIn(Repository.Read("bicep", "workbook.json"))).Except(["hz.downlink.quarantined", "hz.mqtt.in_flight"]));

    [Fact]
    public void The_workbook_is_of_this_environment()
    {
        var workbook = Snapshot.Read(Snapshot.Flex).Single("Microsoft.Insights/workbooks")["properties"]!;

        Assert.DoesNotContain("{component}", (string)workbook["serializedData"]!, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(Repository.Read("bicep", "workbook.json"))!["items"]);
    }

    [Fact]
    public void While_alerts_are_off_they_are_there_all_the_same()
    {
        var off = Snapshot.Read(Snapshot.Premium);

        Assert.Equal(Alerts.Count, off.Of(QueryAlerts).Concat(off.Of(MetricAlerts)).Count(alert => !(bool)alert["properties"]!["enabled"]!));
    }

    private static string AnchorOf(JsonNode alert) => ((string)alert["name"]!)["production-".Length..];

    // As the renderers of Markdown make it.
    private static string Anchor(string title) => NoAnchor().Replace(title.ToLowerInvariant(), "").Replace(' ', '-');

    private static IEnumerable<string> MetricsIn(string text) => Metric().Matches(text).Select(match => match.Value);

    private static string AlertsOfTheRunbook() => Repository.Read("docs", "runbook.md").Split("\n## ").Single(chapter => chapter.StartsWith("Alerts\n", StringComparison.Ordinal));

    [GeneratedRegex(@"\bhz\.[a-z_.]*[a-z]")]
    private static partial Regex Metric();

    [GeneratedRegex(@"^### (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NoAnchor();
}
