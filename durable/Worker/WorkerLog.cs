namespace HzFunctions.Durable.Worker;

/// <summary>What the Durable worker says in the log: never an input, a result or an event.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(2001, LogLevel.Error, "A turn of orchestrator {Function}, instance {InstanceId}, was given up; the host will try again")]
    public static partial void TurnGivenUp(ILogger logger, string function, string instanceId, Exception exception);

    [LoggerMessage(2002, LogLevel.Error, "Orchestrator {Function}, instance {InstanceId}, has failed with {ErrorType}")]
    public static partial void OrchestrationFailed(ILogger logger, string function, string instanceId, string errorType);

    [LoggerMessage(2003, LogLevel.Error, "Activity {Function} could not be run")]
    public static partial void ActivityNotRun(ILogger logger, string function, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "Activity {Function} failed")]
    public static partial void ActivityFailed(ILogger logger, string function, Exception exception);
}
