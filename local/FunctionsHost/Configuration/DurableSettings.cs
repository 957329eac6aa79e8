namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>The section extensions.durableTask of host.json: the keys that change what this host does. Others are tolerated.</summary>
internal sealed record DurableSettings
{
    /// <summary>The task hub, in whose tables everything is.</summary>
    public string HubName { get; init; } = "TestHubName";

    /// <summary>The setting that holds the connection string of the hub's storage.</summary>
    public string ConnectionName { get; init; } = "AzureWebJobsStorage";

    /// <summary>Activities that run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrator turns that run at once.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;
}
