using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Durable.Bindings;

/// <summary>What must be set wherever a function uses the durable engine.</summary>
internal static class DurableRequirements
{
    private const string WorkerRuntime = "FUNCTIONS_WORKER_RUNTIME";
    private const string Custom = "custom";

    public static IEnumerable<string> Check(AppSettings settings, DurableSettings durable)
    {
        var runtime = settings.Find(WorkerRuntime);
        if (!Custom.Equals(runtime?.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
        {
            yield return $"it is durable, and {WorkerRuntime} is '{runtime}', not '{Custom}': the durable extension would speak another protocol.";
        }

        if (settings.Find(durable.ConnectionName) is null)
        {
            yield return $"it is durable, and the setting {durable.ConnectionName}, which holds the connection string of its storage, does not exist.";
        }
    }
}
