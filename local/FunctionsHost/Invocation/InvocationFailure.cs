namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>In which way an invocation failed. The durable engine treats each differently.</summary>
public enum InvocationFailure
{
    /// <summary>The handler answered with success and what the host cannot use.</summary>
    Unreadable,

    /// <summary>The handler answered that it failed.</summary>
    Refused,

    /// <summary>The connection could not be made, or broke: the handler has died.</summary>
    Broken,

    /// <summary>The function took longer than functionTimeout.</summary>
    TimedOut,

    /// <summary>The handler was never ready, and the host stops over it.</summary>
    HostStops,
}
