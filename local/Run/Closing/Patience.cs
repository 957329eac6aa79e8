namespace HzFunctions.Local.Run.Closing;

/// <summary>Waits for a number to reach zero for as long as it keeps falling.</summary>
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    private long _since = time.GetTimestamp();
    private int? _least;

    /// <summary>Whether nothing has moved for too long.</summary>
    /// <param name="left">What is left, or null when it could not be asked.</param>
    public bool IsOver(int? left)
    {
        if (left < (_least ?? int.MaxValue))
        {
            _least = left;
            _since = time.GetTimestamp();
        }

        return time.GetElapsedTime(_since) >= limit;
    }
}
