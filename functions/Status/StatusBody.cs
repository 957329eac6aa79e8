using System.Text.Json.Serialization;

namespace HzFunctions.Functions.Status;

/// <summary>How things stand.</summary>
internal sealed record StatusBody(IReadOnlyList<SiteStatus> Sites, CityBrainStatus CityBrain);

/// <summary>How one car park stands.</summary>
/// <param name="Site">Its id.</param>
/// <param name="AccessId">Its access.</param>
/// <param name="ParkingCode">Its code.</param>
/// <param name="Pending">Records in its outbox, counted to 1,000.</param>
/// <param name="OldestPendingSeconds">How long the oldest has waited.</param>
/// <param name="Refused">Its dead letters, counted to 1,000.</param>
/// <param name="Suspended">Whether its access is suspended.</param>
/// <param name="BackingOffUntil">Until when nothing is tried, because nothing answered.</param>
internal sealed record SiteStatus(
    string Site,
    [property: JsonPropertyName("accessID")] string AccessId,
    string ParkingCode,
    int Pending,
    double OldestPendingSeconds,
    int Refused,
    bool Suspended,
    DateTimeOffset? BackingOffUntil);

/// <summary>What this process last heard of the city brain.</summary>
/// <param name="Up">Whether its last call was answered; null when it has made none.</param>
/// <param name="Since">Since when that is so.</param>
internal sealed record CityBrainStatus(bool? Up, DateTimeOffset? Since);
