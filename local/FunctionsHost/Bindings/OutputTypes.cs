using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>The output bindings that this host knows.</summary>
internal sealed class OutputTypes(IReadOnlyList<IOutputType> types)
{
    /// <summary>Their names in a function.json.</summary>
    public IEnumerable<string> Types => types.Select(known => known.Type);

    /// <summary>Whether the type of a binding is among them.</summary>
    public bool Know(BindingDefinition binding) => types.Any(known => binding.Is(known.Type));

    /// <summary>The type of a binding that was checked.</summary>
    public IOutputType Of(BindingDefinition binding) => types.Single(known => binding.Is(known.Type));
}
