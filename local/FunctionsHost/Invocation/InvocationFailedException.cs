namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>An invocation failed: the handler was not there, did not answer in time, or gave what the host cannot read.</summary>
public sealed class InvocationFailedException(string message, Exception? cause = null) : Exception(message, cause);
