namespace HzFunctions.Local.CitySimulator.Faults;

/// <summary>What is known of a request when a fault may meet it; the record only once the cipher is open.</summary>
internal readonly record struct FaultTarget(string Interface, string? AccessID, string? RecordId = null);
