namespace HzFunctions.Functions.Forwarding;

/// <summary>What came of trying to forward one record.</summary>
internal enum RecordEnd
{
    /// <summary>It left the outbox; what follows it may go.</summary>
    Left,

    /// <summary>It is held back, and what follows it with it.</summary>
    HeldBack,

    /// <summary>The whole drain must end (nothing answers, lease lost, time over, access suspended).</summary>
    Stop,
}
