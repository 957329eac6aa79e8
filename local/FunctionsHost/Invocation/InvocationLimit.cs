using HzFunctions.Local.FunctionsHost.Handler;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>
/// What holds for every call to the handler: it waits until the handler answers, and one that runs into functionTimeout
/// takes the whole handler process with it.
/// </summary>
internal sealed class InvocationLimit(HandlerProcess handler, TimeSpan? functionTimeout, TimeProvider time)
{
    /// <summary>Makes a call within the limit.</summary>
    /// <exception cref="InvocationFailedException">The handler was not there, broke off, or took too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await handler.WaitUntilReadyAsync(cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new InvocationFailedException("The handler did not answer for so long that the host stops.", error) { Failure = InvocationFailure.HostStops };
        }

        var processId = handler.ProcessId;
        using var timeout = new CancellationTokenSource(functionTimeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            handler.KillForTimeout(processId);
            throw new InvocationFailedException($"Timeout value of {functionTimeout} was exceeded by the function.") { Failure = InvocationFailure.TimedOut };
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new InvocationFailedException($"The call to the handler broke: {error.Message}", error) { Failure = InvocationFailure.Broken };
        }
    }
}
