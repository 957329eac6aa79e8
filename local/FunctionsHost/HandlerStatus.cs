namespace HzFunctions.Local.FunctionsHost;

/// <summary>The handler process, as the host's status tells of it.</summary>
/// <param name="State">"Starting", "Ready", "Ended" or "Stopped".</param>
/// <param name="ProcessId">The process, or null when none runs.</param>
/// <param name="Port">Where it listens on 127.0.0.1.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="Errors">The errors on record; at the third the host stops.</param>
internal sealed record HandlerStatus(string State, int? ProcessId, int Port, int Restarts, int Errors);
