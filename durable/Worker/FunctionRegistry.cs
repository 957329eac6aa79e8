namespace HzFunctions.Durable.Worker;

/// <summary>The orchestrators and activities of this process by the names of their functions, in any case.</summary>
internal sealed class FunctionRegistry
{
    public Dictionary<string, Func<IServiceProvider, IOrchestrator>> Orchestrators { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Func<IServiceProvider, IActivity>> Activities { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A function of that name is there already, of either kind.</exception>
    public void Add<T>(Dictionary<string, Func<IServiceProvider, T>> kind, string name, Func<IServiceProvider, T> create)
    {
        if (Orchestrators.ContainsKey(name) || Activities.ContainsKey(name))
        {
            throw new ArgumentException($"There are two functions named '{name}'.", nameof(name));
        }

        kind.Add(name, create);
    }
}
