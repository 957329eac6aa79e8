using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>A vehicle at a car park: which booking is its, and where it stands.</summary>
/// <param name="Hash">Its plate's hash.</param>
internal sealed record PlateRow(string Hash)
{
    /// <summary>The number of its open booking, or nothing.</summary>
    public string Booking { get; init; } = string.Empty;

    /// <summary>车位编号 of where it stands, or nothing.</summary>
    public string Space { get; init; } = string.Empty;

    /// <summary>How new that is, by the car park's clock.</summary>
    public DateTimeOffset? PositionAt { get; init; }

    public ETag ETag { get; init; }

    /// <summary>False for one of which there is no row.</summary>
    public bool IsKept => ETag != default;

    /// <summary>Reads a row; one that there is not yet is empty.</summary>
    public static PlateRow Read(string hash, TableEntity? row) => row is null ? new PlateRow(hash) : new PlateRow(hash)
    {
        Booking = row.GetString(nameof(Booking)),
        Space = row.GetString(nameof(Space)),
        PositionAt = row.GetDateTimeOffset(nameof(PositionAt)),
        ETag = row.ETag,
    };

    public TableEntity ToRow(SiteId site) => new(site.Value, GuidanceRows.Plate(Hash))
    {
        [nameof(Booking)] = Booking,
        [nameof(Space)] = Space,
        [nameof(PositionAt)] = PositionAt,
    };
}
