namespace HzFunctions.Durable;

/// <summary>The code does something else than it did when the history was made. The instance fails with this.</summary>
public sealed class NonDeterministicOrchestrationException : Exception
{
    /// <summary>Makes one.</summary>
    public NonDeterministicOrchestrationException()
    {
    }

    /// <summary>Makes one that names the step, what the history has there, and what the code does now.</summary>
    public NonDeterministicOrchestrationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a cause.</summary>
    public NonDeterministicOrchestrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
