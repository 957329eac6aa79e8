namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>What is kept of a photo.</summary>
internal sealed record PhotoFacts(string Sha256, int Length);
