namespace HzFunctions.Local.Run.Live;

/// <summary>Where people watch a run.</summary>
internal interface IRunView
{
    /// <summary>Says something once. Not while something is shown.</summary>
    void Say(string text);

    /// <summary>Shows how everything stands while the body runs; it is given what to call with the phase and each new snapshot.</summary>
    Task WatchAsync(Func<Action<string, Snapshot>, Task> body);
}
