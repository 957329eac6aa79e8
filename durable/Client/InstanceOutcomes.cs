namespace HzFunctions.Durable.Client;

/// <summary>What became of a start.</summary>
public enum StartOutcome
{
    /// <summary>It is started.</summary>
    Started,

    /// <summary>An instance of that id runs, waits to run, or is halted already.</summary>
    AlreadyRunning,
}

/// <summary>What became of a message to an instance.</summary>
public enum DeliveryOutcome
{
    /// <summary>The host has it.</summary>
    Delivered,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance is over.</summary>
    Finished,
}
