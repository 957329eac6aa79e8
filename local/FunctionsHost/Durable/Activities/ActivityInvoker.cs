using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Durable.Bindings;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Storage;
using HzFunctions.Local.FunctionsHost.Invocation;
using Newtonsoft.Json;

namespace HzFunctions.Local.FunctionsHost.Durable.Activities;

/// <summary>Calls activities, and turns what becomes of a call into an event.</summary>
internal sealed class ActivityInvoker(
    DurableFunctions functions, FunctionInvoker invoker, int maximumConcurrency, TimeProvider time, CancellationToken stopping)
{
    // The real engine's answers travel by queue. Without that, the turn that follows a death would often come before the host
    // has noticed the death, and fail the instance for good.
    private static readonly TimeSpan JourneyOfBadNews = TimeSpan.FromMilliseconds(300);

    private readonly Places _places = new(maximumConcurrency);

    /// <summary>The event that tells the instance of the end.</summary>
    /// <exception cref="OperationCanceledException">The host stops: the activity has to run again.</exception>
    public async Task<HistoryEvent> InvokeAsync(StoredActivity activity) =>
        functions.FindActivity(activity.Name) is { } function
            ? await _places.InOneAsync(() => CallAsync(function, activity), stopping)
            : Failed(activity, details: null);

    private async Task<HistoryEvent> CallAsync(FunctionDefinition function, StoredActivity activity)
    {
        try
        {
            var input = ActivityInput.Of(function, activity.InstanceId, activity.Input);
            var answer = await invoker.InvokeAsync(function, input, stopping);
            var completed = HistoryEvents.Inbound(time.GetUtcNow());
            completed.TaskCompleted = new TaskCompletedEvent { TaskScheduledId = activity.TaskId, Result = ResultOf(answer) };
            return completed;
        }
        catch (JsonException error)
        {
            return Failed(activity, FailureDetails.OfInput(function.Name, error));
        }
        catch (InvocationFailedException) when (stopping.IsCancellationRequested)
        {
            throw new OperationCanceledException(stopping);
        }
        catch (InvocationFailedException error)
        {
            await Task.Delay(error.Failure is InvocationFailure.Broken or InvocationFailure.TimedOut ? JourneyOfBadNews : TimeSpan.Zero, time, stopping);
            return Failed(activity, FailureDetails.Of(function.Name, error));
        }
    }

    private static string? ResultOf(HandlerAnswer answer) =>
        answer.ReturnValue is null ? null : JsonConvert.SerializeObject(answer.ReturnValue);

    private HistoryEvent Failed(StoredActivity activity, TaskFailureDetails? details)
    {
        var failed = HistoryEvents.Inbound(time.GetUtcNow());
        failed.TaskFailed = new TaskFailedEvent { TaskScheduledId = activity.TaskId, FailureDetails = details };
        return failed;
    }
}
