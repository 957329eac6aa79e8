using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>A parking space (车位): what the car park says of it, which booking holds it, and who stands there.</summary>
/// <param name="Id">车位编号.</param>
internal sealed record SpaceRow(string Id)
{
    /// <summary>车位类型: 普通, 女士 or 残疾人.</summary>
    public string SizeType { get; init; } = string.Empty;

    /// <summary>楼层编号.</summary>
    public string Floor { get; init; } = string.Empty;

    /// <summary>楼层区域.</summary>
    public string Area { get; init; } = string.Empty;

    /// <summary>导航 url, or nothing.</summary>
    public string NavigationUrl { get; init; } = string.Empty;

    /// <summary>The ground lock's number (地锁), or nothing.</summary>
    public string LockImei { get; init; } = string.Empty;

    /// <summary>Whether the car park lets it be booked.</summary>
    public bool Bookable { get; init; }

    /// <summary>When the car park said so.</summary>
    public DateTimeOffset FedAt { get; init; }

    /// <summary>The number of the booking that holds it, or nothing.</summary>
    public string Booking { get; init; } = string.Empty;

    /// <summary>Until when that booking holds it, as long as there is one.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Which vehicle stands there, by its plate's hash, or nothing.</summary>
    public string Occupant { get; init; } = string.Empty;

    /// <summary>How new that is, by the car park's clock.</summary>
    public DateTimeOffset? OccupiedAt { get; init; }

    public ETag ETag { get; init; }

    /// <summary>Whether it is in the list of spaces that can be booked.</summary>
    public bool IsListed => Bookable && Booking.Length == 0 && Occupant.Length == 0;

    /// <summary>Reads a row.</summary>
    public static SpaceRow Read(TableEntity row) => new(row.GetString(nameof(Id)))
    {
        SizeType = row.GetString(nameof(SizeType)),
        Floor = row.GetString(nameof(Floor)),
        Area = row.GetString(nameof(Area)),
        NavigationUrl = row.GetString(nameof(NavigationUrl)) ?? string.Empty,
        LockImei = row.GetString(nameof(LockImei)) ?? string.Empty,
        Bookable = row.GetBoolean(nameof(Bookable)) ?? false,
        FedAt = row.GetDateTimeOffset(nameof(FedAt)) ?? default,
        Booking = row.GetString(nameof(Booking)) ?? string.Empty,
        HeldUntil = row.GetDateTimeOffset(nameof(HeldUntil)),
        Occupant = row.GetString(nameof(Occupant)) ?? string.Empty,
        OccupiedAt = row.GetDateTimeOffset(nameof(OccupiedAt)),
        ETag = row.ETag,
    };

    /// <summary>Reads a row of the list of spaces that can be booked.</summary>
    public static SpaceRow ReadListed(TableEntity row) => new(row.GetString(nameof(Id)))
    {
        SizeType = row.GetString(nameof(SizeType)),
        Floor = row.GetString(nameof(Floor)),
        Area = row.GetString(nameof(Area)),
    };

    /// <summary>
    /// The columns in which it differs from what was read: those of the car park's feed, those of bookings and positions, or both. They are merged, so that neither
    /// undoes the other.
    /// </summary>
    public TableEntity ChangedColumns(SiteId site, SpaceRow? before)
    {
        var row = new TableEntity(site.Value, GuidanceRows.Space(Id));
        if (before is null || !IsFedAs(before))
        {
            row[nameof(Id)] = Id;
            row[nameof(SizeType)] = SizeType;
            row[nameof(Floor)] = Floor;
            row[nameof(Area)] = Area;
            row[nameof(NavigationUrl)] = NavigationUrl;
            row[nameof(LockImei)] = LockImei;
            row[nameof(Bookable)] = Bookable;
            row[nameof(FedAt)] = FedAt;
        }

        if (before is null || !IsHeldAs(before))
        {
            row[nameof(Booking)] = Booking;
            row[nameof(HeldUntil)] = HeldUntil;
            row[nameof(Occupant)] = Occupant;
            row[nameof(OccupiedAt)] = OccupiedAt;
        }

        return row;
    }

    /// <summary>Its row in the list of spaces that can be booked.</summary>
    public TableEntity ToListed(SiteId site) => new(site.Value, GuidanceRows.Available(Id))
    {
        [nameof(Id)] = Id,
        [nameof(SizeType)] = SizeType,
        [nameof(Floor)] = Floor,
        [nameof(Area)] = Area,
    };

    /// <summary>This space with what the car park says of it now.</summary>
    public SpaceRow FedAs(SpaceRow fed) => this with
    {
        SizeType = fed.SizeType,
        Floor = fed.Floor,
        Area = fed.Area,
        NavigationUrl = fed.NavigationUrl,
        LockImei = fed.LockImei,
        Bookable = fed.Bookable,
        FedAt = fed.FedAt,
    };

    /// <summary>True when the list shows the same of both.</summary>
    public bool IsListedAs(SpaceRow other) => (SizeType, Floor, Area) == (other.SizeType, other.Floor, other.Area);

    private bool IsFedAs(SpaceRow other) =>
        IsListedAs(other)
        && (NavigationUrl, LockImei, Bookable, FedAt) == (other.NavigationUrl, other.LockImei, other.Bookable, other.FedAt);

    private bool IsHeldAs(SpaceRow other) =>
        (Booking, HeldUntil, Occupant, OccupiedAt) == (other.Booking, other.HeldUntil, other.Occupant, other.OccupiedAt);
}
