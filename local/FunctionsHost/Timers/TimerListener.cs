using Azure;
using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>
/// Starts a function on its schedule, one run at a time: an occurrence that comes while a run is still going is left out, and
/// a run that fails is not repeated before the next occurrence.
/// </summary>
internal sealed class TimerListener(
    FunctionDefinition function, TimerSchedule schedule, TimerMonitor? monitor, FunctionInvoker invoker, TimeProvider time, ILogger logger)
    : ITriggerListener
{
    // Timers of the platform do not reach further than some weeks; a clock that was set is noticed after this long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isPastDue = monitor is not null && await UntilStorageAnswersAsync(() => monitor.CheckPastDueAsync(cancellationToken), cancellationToken);
            if (isPastDue || function.Trigger.Flag("runOnStartup", otherwise: false))
            {
                await FireAsync(time.GetUtcNow(), isPastDue, cancellationToken);
            }

            while (schedule.NextAfter(time.GetUtcNow()) is { } next)
            {
                await WaitUntilAsync(next, cancellationToken);
                await FireAsync(next, isPastDue: false, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        while (instant - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, cancellationToken);
        }
    }

    private async Task FireAsync(DateTimeOffset occurrence, bool isPastDue, CancellationToken cancellationToken)
    {
        try
        {
            await invoker.InvokeAsync(function, new InvocationInput(Payload(isPastDue), new BindingData()), cancellationToken);
        }
        catch (InvocationFailedException)
        {
            // The invoker has told the log; the next occurrence is the next try.
        }

        if (monitor is not null)
        {
            await UntilStorageAnswersAsync(
                async () =>
                {
                    await monitor.RecordAsync(occurrence, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
    }

    private JObject Payload(bool isPastDue) => new()
    {
        ["Schedule"] = new JObject { ["AdjustForDST"] = true },
        ["ScheduleStatus"] = monitor?.Status is { } status ? JObject.FromObject(status) : null,
        ["IsPastDue"] = isPastDue,
    };

    private async Task<bool> UntilStorageAnswersAsync(Func<Task<bool>> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await action();
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException)
            {
                logger.StatusUnavailable(function.Name, error.Message);
                await Task.Delay(StorageRetry, time, cancellationToken);
            }
        }
    }
}
