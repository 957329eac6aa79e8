using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Heartbeats;

/// <summary>
/// When a car park was last heard, and how its clock stands: row <c>H</c> of the table <c>Downlinks</c>, in which the reminder of a car park that
/// comes back is part of the same transaction.
/// </summary>
/// <param name="HeardAt">When it last sent anything, to about a minute.</param>
internal sealed record CarParkPresence(DateTimeOffset HeardAt)
{
    /// <summary>The row's key.</summary>
    public const string Row = "H";

    /// <summary>When its last event was accepted, to about a minute.</summary>
    public DateTimeOffset? EventAt { get; init; }

    /// <summary>When its last heartbeat came.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>What its last heartbeat with an answer of the city brain has shown.</summary>
    public ClockDrift? Drift { get; init; }

    /// <summary>When it was found to be offline; null while it is not.</summary>
    public DateTimeOffset? OfflineSince { get; init; }

    /// <summary>The id of the last message by which it was reminded, or null.</summary>
    public string? Reminder { get; init; }

    /// <summary>The version that was read.</summary>
    public ETag ETag { get; init; }

    /// <summary>True while it is heard often enough.</summary>
    public bool IsOnlineAt(DateTimeOffset now, TimeSpan offlineAfter) => OfflineSince is null && now - HeardAt < offlineAfter;

    public static CarParkPresence Read(TableEntity row) => new(row.GetDateTimeOffset(nameof(HeardAt))!.Value)
    {
        EventAt = row.GetDateTimeOffset(nameof(EventAt)),
        HeartbeatAt = row.GetDateTimeOffset(nameof(HeartbeatAt)),
        Drift = row.GetDouble(CarParkDrift) is { } carPark && row.GetDouble(OwnDrift) is { } own
            ? new ClockDrift(TimeSpan.FromSeconds(carPark), TimeSpan.FromSeconds(own))
            : null,
        OfflineSince = row.GetDateTimeOffset(nameof(OfflineSince)),
        Reminder = row.GetString(nameof(Reminder)),
        ETag = row.ETag,
    };

    public TableEntity ToRow(SiteId site) => new(site.Value, Row)
    {
        [nameof(HeardAt)] = HeardAt,
        [nameof(EventAt)] = EventAt,
        [nameof(HeartbeatAt)] = HeartbeatAt,
        [CarParkDrift] = Drift?.CarPark.TotalSeconds,
        [OwnDrift] = Drift?.Own.TotalSeconds,
        [nameof(OfflineSince)] = OfflineSince,
        [nameof(Reminder)] = Reminder,
    };

    private const string CarParkDrift = "CarParkDrift";
    private const string OwnDrift = "OwnDrift";
}
