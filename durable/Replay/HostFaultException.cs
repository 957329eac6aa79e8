namespace HzFunctions.Durable.Replay;

/// <summary>Thrown by a scripted activity to fail as one whose process died: with the host's words in place of its own.</summary>
public sealed class HostFaultException : Exception
{
    /// <summary>Makes one.</summary>
    public HostFaultException()
        : base("Response status code does not indicate success: 500 (Internal Server Error).")
    {
    }

    /// <summary>Makes one with the host's words.</summary>
    public HostFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the host's words and a cause.</summary>
    public HostFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
