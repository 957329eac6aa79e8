namespace HzFunctions.Local.Processes;

/// <summary>
/// How long to wait before a process that died is started again: almost not at all the first time, longer each time that
/// it dies young, so that one that cannot run does not keep the machine busy.
/// </summary>
internal sealed class RestartDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GrownUp = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>The delay after a process that lived for <paramref name="lifetime"/>.</summary>
    public TimeSpan After(TimeSpan lifetime)
    {
        var delay = lifetime >= GrownUp ? First : _next;
        _next = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, Longest.Ticks));
        return delay;
    }
}
