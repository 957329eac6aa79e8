namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>
/// The errors of the handler process on record. At the third the host stops; an error more than half an hour after the
/// last clears the record first.
/// </summary>
internal sealed class HandlerErrors(TimeProvider time)
{
    private const int Limit = 3;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>How many are on record.</summary>
    public int Count { get; private set; }

    /// <summary>Puts an error on record. True when the host must stop.</summary>
    public bool Record()
    {
        var now = time.GetUtcNow();
        if (now - _last > Memory)
        {
            Count = 0;
        }

        _last = now;
        Count++;
        return Count >= Limit;
    }
}
