namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>A function: a folder of the script root that has a function.json.</summary>
internal sealed record FunctionDefinition(string Name, IReadOnlyList<BindingDefinition> Bindings, bool IsDisabled)
{
    /// <summary>What starts it.</summary>
    public BindingDefinition Trigger => Bindings.Single(binding => binding.IsTrigger);

    /// <summary>What it takes beside its trigger.</summary>
    public IEnumerable<BindingDefinition> Inputs => Bindings.Where(binding => binding is { IsOutput: false, IsTrigger: false });

    /// <summary>What it gives.</summary>
    public IEnumerable<BindingDefinition> Outputs => Bindings.Where(binding => binding.IsOutput);

    /// <summary>Its function.json, for people.</summary>
    public string File => $"{Name}/function.json";

    /// <summary>
    /// Whether it takes an HTTP request and gives an HTTP response and nothing else: only then does the host send the
    /// request on as it is, when host.json asks for that.
    /// </summary>
    public bool IsPlainHttp =>
        Bindings.Count == 2 && Trigger.Is("httpTrigger") && Bindings.Any(binding => binding is { IsOutput: true } && binding.Is("http"));
}
