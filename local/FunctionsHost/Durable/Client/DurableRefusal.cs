namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>Why the engine refuses what a client asks.</summary>
public enum DurableRefusal
{
    /// <summary>There is no instance with this id.</summary>
    NotFound,

    /// <summary>The instance is in the wrong state for this: finished, or not failed.</summary>
    WrongState,

    /// <summary>An instance with this id is not finished.</summary>
    AlreadyExists,

    /// <summary>The request itself is wrong.</summary>
    Invalid,
}
