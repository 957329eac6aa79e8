namespace HzFunctions.Durable;

/// <summary>Thrown by an activity whose failure no further attempt would mend: no retry policy tries it again.</summary>
public sealed class NonRetriableException : Exception
{
    /// <summary>Makes one.</summary>
    public NonRetriableException()
    {
    }

    /// <summary>Makes one that says why.</summary>
    public NonRetriableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says why and whence.</summary>
    public NonRetriableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
