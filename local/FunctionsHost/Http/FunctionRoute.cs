namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>Marks an endpoint as that of a function, or of the host itself.</summary>
internal sealed record FunctionRoute(string Name);
