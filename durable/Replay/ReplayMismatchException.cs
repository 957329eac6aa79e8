namespace HzFunctions.Durable.Replay;

/// <summary>An orchestrator that did not do the same from the same history. The message has the place and both answers.</summary>
public sealed class ReplayMismatchException : Exception
{
    /// <summary>Makes one.</summary>
    public ReplayMismatchException()
    {
    }

    /// <summary>Makes one that says where, and what was done.</summary>
    public ReplayMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a cause.</summary>
    public ReplayMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
