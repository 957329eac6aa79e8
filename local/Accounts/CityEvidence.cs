using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts;

/// <summary>A record that the city brain has, and where it stood in the order of their coming.</summary>
internal sealed record CityEvidence(Site Site, string Interface, string? RecordId, string? Uid, long Sequence, string Fingerprint);
