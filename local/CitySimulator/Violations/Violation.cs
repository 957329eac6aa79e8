namespace HzFunctions.Local.CitySimulator.Violations;

/// <summary>One thing that a client did wrong. The reason names fields and rules, never what stood in them: plates are not written here.</summary>
internal sealed record Violation(
    DateTimeOffset At,
    ViolationKind Kind,
    string Interface,
    string? AccessID,
    string? ParkingCode,
    string Reason);
