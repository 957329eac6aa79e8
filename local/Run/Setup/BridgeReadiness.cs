namespace HzFunctions.Local.Run.Setup;

/// <summary>What the MQTT bridge's probe says.</summary>
/// <param name="Role">Leader or StandBy.</param>
/// <param name="Connected">How many accesses are connected.</param>
internal sealed record BridgeReadiness(string Role, int Connected);
