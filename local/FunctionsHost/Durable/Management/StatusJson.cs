using System.Globalization;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Durable.Management;

/// <summary>An instance as the management API shows it: input and output are JSON here, where they can be.</summary>
internal static class StatusJson
{
    public static JObject Of(InstanceState state, InstanceDetail detail, bool withInput, bool withHistory, bool withHistoryOutput)
    {
        var shown = new JObject
        {
            ["name"] = state.Name,
            ["instanceId"] = state.Id,
            ["runtimeStatus"] = state.Status.ToString(),
            ["input"] = withInput ? Parse(detail.Input) : null,
            ["customStatus"] = Parse(state.CustomStatus),
            ["output"] = Parse(detail.Output),
            ["createdTime"] = Instant(state.CreatedAt),
            ["lastUpdatedTime"] = Instant(state.UpdatedAt),
        };
        if (withHistory)
        {
            shown["historyEvents"] = new JArray(detail.History.Where(IsShown).Select(happened => Event(happened, withHistoryOutput)));
        }

        return shown;
    }

    /// <summary>A text as the JSON that it is, or else as a text.</summary>
    public static JToken? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool IsShown(HistoryEvent happened) => happened is { OrchestratorStarted: null, OrchestratorCompleted: null };

    private static JObject Event(HistoryEvent happened, bool withOutput)
    {
        var shown = new JObject
        {
            ["EventType"] = happened.EventTypeCase.ToString(),
            ["EventId"] = happened.EventId,
            ["Timestamp"] = happened.Timestamp.ToDateTime().ToString("o", CultureInfo.InvariantCulture),
        };
        var (name, result) = happened switch
        {
            { ExecutionStarted: { } started } => (started.Name, null),
            { TaskScheduled: { } scheduled } => (scheduled.Name, null),
            { SubOrchestrationInstanceCreated: { } created } => (created.Name, null),
            { EventRaised: { } raised } => (raised.Name, raised.Input),
            { EventSent: { } sent } => (sent.Name, null),
            { TaskCompleted: { } completed } => (null, completed.Result),
            { SubOrchestrationInstanceCompleted: { } completed } => (null, completed.Result),
            { ExecutionCompleted: { } completed } => (completed.OrchestrationStatus.ToString(), completed.Result),
            _ => ((string?)null, (string?)null),
        };
        AddIf(shown, happened.ExecutionCompleted is null ? "Name" : "OrchestrationStatus", name);
        AddIf(shown, "Result", withOutput ? Parse(result) : null);
        AddIf(shown, "Reason", happened.TaskFailed?.FailureDetails?.ErrorMessage ?? happened.SubOrchestrationInstanceFailed?.FailureDetails?.ErrorMessage);
        return shown;
    }

    private static void AddIf(JObject shown, string member, JToken? value)
    {
        if (value is { Type: not JTokenType.Null })
        {
            shown[member] = value;
        }
    }
}
