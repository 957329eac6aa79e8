namespace HzFunctions.Local.CitySimulator.Faults;

/// <summary>A fault as it is ordered through the admin endpoint. What is left out does not narrow it.</summary>
internal sealed record FaultOrder
{
    public required FaultKind Kind { get; init; }

    public string? Interface { get; init; }

    public string? AccessID { get; init; }

    /// <summary>The record that is poisonous, or that the fault is limited to.</summary>
    public string? RecordId { get; init; }

    /// <summary>How many requests it meets before it is over.</summary>
    public int? Count { get; init; }

    /// <summary>How long it lasts, as <c>10s</c>.</summary>
    public string? Duration { get; init; }

    /// <summary>How late an answer comes, or how long a call hangs before it is closed, as <c>500ms</c>.</summary>
    public string? Delay { get; init; }

    /// <summary>The HTTP status, 503 unless said.</summary>
    public int? Status { get; init; }

    /// <summary>The resultCode, 500 unless said.</summary>
    public string? ResultCode { get; init; }

    public string? Message { get; init; }

    /// <summary>Of how many percent it is that something is forgotten, 1 to 100; all unless said.</summary>
    public int? Share { get; init; }
}
