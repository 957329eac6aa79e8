using Azure;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>Tells a storage that cannot be reached, or refuses, from a fault of our own.</summary>
internal static class StorageFaults
{
    /// <summary>Whether trying again later may help: no answer, one that came too late, or any that does not blame the message.</summary>
    public static bool IsOutage(Exception fault, CancellationToken cancellationToken) => fault switch
    {
        RequestFailedException failure when IsRefusal(failure) => false,
        RequestFailedException or IOException or AggregateException => true,
        OperationCanceledException or TimeoutException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    /// <summary>Whether the service blames the message itself: it will never take it.</summary>
    public static bool IsRefusal(RequestFailedException failure) =>
        failure.Status is StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge;

    /// <summary>The fault without addresses, which may hold signatures: the service's code, or the exception's kind.</summary>
    public static string Describe(Exception fault) =>
        fault is RequestFailedException { ErrorCode: { Length: > 0 } code } ? code : fault.GetType().Name;
}
