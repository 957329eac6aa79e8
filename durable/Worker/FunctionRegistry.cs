namespace HzFunctions.Durable.Worker;

/// <summary>The orchestrators and activities of this process by the names of their functions, in any case.</summary>
internal sealed class FunctionRegistry
{
    public Dictionary<string, Func<IServiceProvider, IOrchestrator>> Orchestrators { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Func<IServiceProvider, IActivity>> Activities { get; } = new(StringComparer.OrdinalIgnoreCase);
}
