using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>A record that the city brain answered with success, and lost.</summary>
internal sealed record LostRecord(Site Site, string Interface, string RecordId, DateTimeOffset At);
