using HzFunctions.Local.FunctionsHost.Durable.Activities;
using HzFunctions.Local.FunctionsHost.Durable.Storage;
using HzFunctions.Local.FunctionsHost.Durable.Timers;
using HzFunctions.Local.FunctionsHost.Durable.Turns;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>What an instance works with.</summary>
/// <param name="Router">Sends messages to instances.</param>
/// <param name="HubLost">Called when another host has taken the hub.</param>
/// <param name="Stopping">Cancelled when the host stops.</param>
internal sealed record InstanceServices(
    HistoryStore History,
    StateStore States,
    OrchestratorInvoker Orchestrators,
    ActivityInvoker Activities,
    DueTimers Timers,
    IMessageRouter Router,
    Action<string> HubLost,
    TimeProvider Time,
    ILogger Logger,
    CancellationToken Stopping);
