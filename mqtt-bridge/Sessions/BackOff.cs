namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Delays that double with each failure, half of each left to chance: many that were cut off together do not return together.</summary>
/// <param name="first">The delay after the first failure, at most.</param>
/// <param name="longest">The longest delay.</param>
/// <param name="random">The chance.</param>
internal sealed class BackOff(TimeSpan first, TimeSpan longest, Random random)
{
    private const int MostDoublings = 20;

    private int _failures;

    /// <summary>The delay after one more failure.</summary>
    public TimeSpan Next()
    {
        var whole = TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Min(_failures, MostDoublings), longest.Ticks));
        _failures++;
        return (whole / 2) + (whole / 2 * random.NextDouble());
    }

    /// <summary>Things work again.</summary>
    public void Reset() => _failures = 0;
}
