using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>The input bindings that this host knows, triggers aside.</summary>
internal sealed class InputTypes(IReadOnlyList<IInputType> types)
{
    /// <summary>Their names in a function.json.</summary>
    public IEnumerable<string> Types => types.Select(known => known.Type);

    /// <summary>Whether the type of a binding is among them.</summary>
    public bool Know(BindingDefinition binding) => types.Any(known => binding.Is(known.Type));

    /// <summary>The type of a binding that was checked.</summary>
    public IInputType Of(BindingDefinition binding) => types.Single(known => binding.Is(known.Type));
}
