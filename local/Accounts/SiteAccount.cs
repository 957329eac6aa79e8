namespace HzFunctions.Local.Accounts;

/// <summary>The account of one car park: what became of its events.</summary>
internal sealed record SiteAccount
{
    public required string AccessID { get; init; }

    public required string ParkingCode { get; init; }

    /// <summary>Events that the gateway acknowledged.</summary>
    public required int Accepted { get; init; }

    /// <summary>The acknowledged events by the state that they are in now.</summary>
    public required IReadOnlyDictionary<EventState, int> States { get; init; }

    /// <summary>Events that the gateway would not take.</summary>
    public required int TurnedAway { get; init; }

    /// <summary>Events sent of which the car park never heard; the gateway owes nothing for them.</summary>
    public required int Unanswered { get; init; }

    public int In(EventState state) => States.GetValueOrDefault(state);
}
