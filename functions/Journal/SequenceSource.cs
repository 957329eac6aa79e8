using System.Security.Cryptography;

namespace HzFunctions.Functions.Journal;

/// <summary>Gives outbox rows their order: UTC ticks, never below the last that this process gave, and a random end.</summary>
internal sealed class SequenceSource(TimeProvider time)
{
    private long _last;

    /// <summary>The next sequence: 19 digits and 8 hexadecimal digits.</summary>
    public string Next()
    {
        long ticks;
        long last;
        do
        {
            last = Interlocked.Read(ref _last);
            ticks = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
        }
        while (Interlocked.CompareExchange(ref _last, ticks, last) != last);

        return $"{ticks:D19}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }
}
