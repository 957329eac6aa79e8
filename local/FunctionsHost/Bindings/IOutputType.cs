using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>A kind of output binding that this host knows.</summary>
internal interface IOutputType
{
    /// <summary>Its name in a function.json, such as "queue".</summary>
    string Type { get; }

    /// <summary>What is wrong with a binding, each reason a sentence; empty when nothing is.</summary>
    IEnumerable<string> Check(BindingDefinition binding);

    /// <summary>
    /// Writes what the function gave: a JSON value as Newtonsoft reads it, or <c>byte[]</c>. A failure fails the invocation.
    /// </summary>
    Task WriteAsync(BindingDefinition binding, object value, CancellationToken cancellationToken);
}
