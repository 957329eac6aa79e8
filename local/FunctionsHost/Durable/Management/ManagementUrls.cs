using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Durable.Management;

/// <summary>The addresses by which one instance is managed.</summary>
internal sealed class ManagementUrls(Uri management, string hubName, string connectionName, string systemKey)
{
    public string Status(string instanceId) => Of(instanceId, "");

    public JObject All(string instanceId) => new()
    {
        ["id"] = instanceId,
        ["statusQueryGetUri"] = Status(instanceId),
        ["sendEventPostUri"] = Of(instanceId, "/raiseEvent/{eventName}"),
        ["terminatePostUri"] = Of(instanceId, "/terminate", "reason={text}&"),
        ["purgeHistoryDeleteUri"] = Of(instanceId, ""),
        ["restartPostUri"] = Of(instanceId, "/restart"),
        ["suspendPostUri"] = Of(instanceId, "/suspend", "reason={text}&"),
        ["resumePostUri"] = Of(instanceId, "/resume", "reason={text}&"),
        ["rewindPostUri"] = Of(instanceId, "/rewind", "reason={text}&"),
    };

    private string Of(string instanceId, string action, string query = "") =>
        $"{management}/instances/{Uri.EscapeDataString(instanceId)}{action}?{query}taskHub={hubName}&connection={connectionName}&code={systemKey}";
}
