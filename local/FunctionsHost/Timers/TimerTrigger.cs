using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>The timerTrigger.</summary>
internal sealed class TimerTrigger(
    TimerStatusStore store, FunctionInvoker invoker, TimeProvider time, ILoggerFactory loggers) : ITriggerType
{
    public string Type => "timerTrigger";

    public IEnumerable<string> Check(FunctionDefinition function)
    {
        if (!TimerSchedule.TryParse(function.Trigger.Text("schedule") ?? "", out var schedule, out var problem))
        {
            yield return problem;
        }
        else if (IsMonitored(function, schedule) && !store.IsConfigured)
        {
            yield return "its timer is remembered in storage, and the setting AzureWebJobsStorage does not exist.";
        }
    }

    public ITriggerListener CreateListener(FunctionDefinition function)
    {
        _ = TimerSchedule.TryParse(function.Trigger.Text("schedule")!, out var schedule, out _);
        var monitor = IsMonitored(function, schedule) ? new TimerMonitor(function.Name, schedule, store, time) : null;
        return new TimerListener(function, schedule, monitor, invoker, time, loggers.CreateLogger($"Host.Triggers.Timer.{function.Name}"));
    }

    private bool IsMonitored(FunctionDefinition function, TimerSchedule schedule) =>
        function.Trigger.Flag("useMonitor", otherwise: true) && schedule.CanBeMonitored(time.GetUtcNow());
}
