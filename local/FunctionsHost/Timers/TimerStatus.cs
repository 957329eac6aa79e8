namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>What the host remembers of a timer. Instants are UTC.</summary>
/// <param name="Last">The occurrence that ran last; the year 1 when none has.</param>
/// <param name="Next">The occurrence expected next.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
