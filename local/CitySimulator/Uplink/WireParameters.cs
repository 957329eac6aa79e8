namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>The parameters of an uplink call (§2.1(4)).</summary>
internal sealed record WireParameters(string AccessID, string Cipher, string Sign, string? File, bool InQueryString);
