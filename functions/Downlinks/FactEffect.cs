namespace HzFunctions.Functions.Downlinks;

/// <summary>What a message does to what is known.</summary>
internal enum FactEffect
{
    /// <summary>It is the newest about its subject, or has none: it is kept, and the car park gets it.</summary>
    Processed,

    /// <summary>Something newer about the same subject came before: it is confirmed and changes nothing (R15).</summary>
    Older,

    /// <summary>It says "unpaid" of a bill that is settled: it is confirmed and changes nothing.</summary>
    Contradicts,
}
