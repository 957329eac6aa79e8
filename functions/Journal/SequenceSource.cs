using System.Security.Cryptography;

namespace HzFunctions.Functions.Journal;

/// <summary>
/// Gives outbox rows their order: arrivals before everything else, then by UTC ticks, never below the last that this process gave. So an
/// arrival that came after its departure still goes first, however long the outbox is.
/// </summary>
internal sealed class SequenceSource(TimeProvider time)
{
    /// <summary>How the sequences of arrivals begin.</summary>
    public const string Arrivals = "0-";

    /// <summary>How the sequences of everything else begin.</summary>
    public const string Others = "1-";

    private long _last;

    /// <summary>The next sequence for a record of this kind: 0 or 1, 19 digits, and 8 hexadecimal digits of chance.</summary>
    public string Next(string kind)
    {
        long ticks;
        long last;
        do
        {
            last = Interlocked.Read(ref _last);
            ticks = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
        }
        while (Interlocked.CompareExchange(ref _last, ticks, last) != last);

        return $"{(kind == RecordKind.Arrival ? Arrivals : Others)}{ticks:D19}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }
}
