using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>A kind of input binding, beside the trigger, that this host knows.</summary>
internal interface IInputType
{
    /// <summary>Its name in a function.json, such as "durableClient".</summary>
    string Type { get; }

    /// <summary>What is wrong with a binding, each reason a sentence; empty when nothing is.</summary>
    IEnumerable<string> Check(BindingDefinition binding);

    /// <summary>What an invocation is given: a value as <see cref="Invocation.EnvelopeValue"/> takes it.</summary>
    ValueTask<object?> ReadAsync(BindingDefinition binding, CancellationToken cancellationToken);
}
