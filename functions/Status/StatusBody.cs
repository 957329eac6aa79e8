using System.Text.Json.Serialization;

namespace HzFunctions.Functions.Status;

/// <summary>How things stand.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Sites">Each car park.</param>
/// <param name="CityBrain">Whether it answers.</param>
/// <param name="Quarantine">Messages in quarantine, counted to 500; null while they cannot be read.</param>
internal sealed record StatusBody(DateTimeOffset At, IReadOnlyList<SiteStatus> Sites, CityBrainStatus CityBrain, int? Quarantine);

/// <summary>How one car park stands. What is counted is counted to 1,000.</summary>
/// <param name="Site">Its id.</param>
/// <param name="AccessId">Its access.</param>
/// <param name="ParkingCode">Its code.</param>
/// <param name="ParkingName">Its name.</param>
/// <param name="Disabled">Whether it is refused at the gateway.</param>
/// <param name="Pending">Records in its outbox.</param>
/// <param name="OldestPendingSeconds">How long the oldest has waited.</param>
/// <param name="Refused">Its dead letters.</param>
/// <param name="Suspended">Whether its access is suspended.</param>
/// <param name="SuspendedSince">Since when.</param>
/// <param name="BackingOffUntil">Until when nothing is tried, because nothing answered.</param>
/// <param name="Presence">Whether it is heard.</param>
/// <param name="Bills">Its bills that somebody has to do with.</param>
/// <param name="Downlinks">What was sent down and is not done with.</param>
/// <param name="Reconciliations">Its reconciliations of the last seven days, the oldest first.</param>
internal sealed record SiteStatus(
    string Site,
    [property: JsonPropertyName("accessID")] string AccessId,
    string ParkingCode,
    string ParkingName,
    bool Disabled,
    int Pending,
    double OldestPendingSeconds,
    int Refused,
    bool Suspended,
    DateTimeOffset? SuspendedSince,
    DateTimeOffset? BackingOffUntil,
    PresenceStatus Presence,
    BillsStatus Bills,
    DownlinksStatus Downlinks,
    IReadOnlyList<DayStatus> Reconciliations)
{
    /// <summary>All its bills by state, where one car park was asked about.</summary>
    public IReadOnlyDictionary<string, int>? AllBills { get; init; }

    /// <summary>All messages that were ever sent down to it by what became of them, where one car park was asked about.</summary>
    public IReadOnlyDictionary<string, int>? AllDownlinks { get; init; }
}

/// <summary>Whether a car park is heard. All null: never.</summary>
/// <param name="Online">Whether it has sent anything for as long as <c>Heartbeats:OfflineAfterMinutes</c> says; null of one that is disabled, which nobody misses.</param>
/// <param name="OfflineSince">When it was found to be offline; null of one that is disabled.</param>
/// <param name="LastHeardAt">When it last sent anything, to about a minute.</param>
/// <param name="LastEventAt">When its last event was accepted, to about a minute.</param>
/// <param name="LastHeartbeatAt">When its last heartbeat came.</param>
/// <param name="DriftSeconds">How far its clock is ahead of the city brain's.</param>
/// <param name="OwnDriftSeconds">How far our own clock was then.</param>
/// <param name="Drifts">Whether its clock is too far off.</param>
internal sealed record PresenceStatus(
    bool? Online,
    DateTimeOffset? OfflineSince,
    DateTimeOffset? LastHeardAt,
    DateTimeOffset? LastEventAt,
    DateTimeOffset? LastHeartbeatAt,
    double? DriftSeconds,
    double? OwnDriftSeconds,
    bool Drifts);

/// <summary>Bills that are open or to be reviewed.</summary>
/// <param name="Applying">Applied for, and without an answer.</param>
/// <param name="Accepted">Unpaid.</param>
/// <param name="Overdue">Of those, unpaid longer than 3 h.</param>
/// <param name="ToReview">On the review list, in whatever state.</param>
internal sealed record BillsStatus(int Applying, int Accepted, int Overdue, int ToReview);

/// <summary>What was sent down and is not done with.</summary>
/// <param name="Undelivered">The car park does not have it.</param>
/// <param name="OldestUndeliveredSeconds">How long the oldest has waited.</param>
/// <param name="Unconfirmed">The city brain has not heard what it should.</param>
internal sealed record DownlinksStatus(int Undelivered, double OldestUndeliveredSeconds, int Unconfirmed);

/// <summary>How the reconciliation of a day stands.</summary>
/// <param name="Day">The business day, yyyy-MM-dd.</param>
/// <param name="State">The phase while it is under way, else how it ended.</param>
/// <param name="Bills">How the bills ended; left out until that is known.</param>
/// <param name="Resent">Records that were sent again.</param>
internal sealed record DayStatus(string Day, string State, string? Bills, int Resent);

/// <summary>Whether the city brain answers.</summary>
/// <param name="Up">Whether its last call was answered; null when none is known.</param>
/// <param name="Since">Since when that is so.</param>
internal sealed record CityBrainStatus(bool? Up, DateTimeOffset? Since);
