using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>The http output binding: whoever received the request writes it as the response, after all other outputs.</summary>
internal sealed class HttpOutput : IOutputType
{
    public string Type => "http";

    public IEnumerable<string> Check(BindingDefinition binding) => [];

    public Task WriteAsync(BindingDefinition binding, object value, CancellationToken cancellationToken) => Task.CompletedTask;
}
