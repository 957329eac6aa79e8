namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>An invocation failed: the handler was not there, did not answer in time, or gave what the host cannot read.</summary>
public sealed class InvocationFailedException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>In which way.</summary>
    public InvocationFailure Failure { get; init; } = InvocationFailure.Unreadable;

    /// <summary>The answer that could not be read, where there was one. It may hold anything and is for no log.</summary>
    public string? Answer { get; init; }
}
