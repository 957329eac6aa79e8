namespace HzFunctions.Functions.Journal;

/// <summary>A validated event of a car park, ready to be journalled.</summary>
internal sealed record EventRecord
{
    /// <summary>The interface's name.</summary>
    public required string Kind { get; init; }

    /// <summary>The record's key within kind and site (escaped).</summary>
    public required string Key { get; init; }

    /// <summary>The uid of the stay (流水号, R24), or null for kinds that have none.</summary>
    public required string? Uid { get; init; }

    /// <summary>uploadTime as sent, or null for kinds that have none.</summary>
    public required string? UploadTime { get; init; }

    /// <summary>The business day, yyyyMMdd in UTC+8.</summary>
    public required string Day { get; init; }

    /// <summary>SHA-256 over everything but uploadTime: what makes a repeat a repeat.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What goes up: <c>{"data":{…}}</c>.</summary>
    public required string Payload { get; init; }

    /// <summary>Which vehicle came or left, and when; null for kinds that are neither.</summary>
    public Passage? Passage { get; init; }

    /// <summary>What was paid (交易金额), in fen; null for kinds that are no payment.</summary>
    public long? Amount { get; init; }

    /// <summary>The plate as keys know it (<see cref="Vehicle.HashOf"/>), of a record that names one and is neither an arrival nor a departure.</summary>
    public string? PlateHash { get; init; }

    /// <summary>The photo's blob, for uploadPhoto.</summary>
    public string? PhotoBlob { get; init; }
}
