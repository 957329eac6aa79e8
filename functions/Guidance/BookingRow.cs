using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>A booking of a space (预定).</summary>
/// <param name="Id">预定记录 id.</param>
internal sealed record BookingRow(BookRecordId Id)
{
    /// <summary>How long after a booking's end it is kept who has booked: the plate, and the phone number's trace.</summary>
    public static readonly TimeSpan DriverKeptFor = TimeSpan.FromDays(30);

    /// <summary>车位编号.</summary>
    public required string Space { get; init; }

    /// <summary>车牌号, without blanks, until it is removed.</summary>
    public required string Plate { get; init; }

    /// <summary>The partition of the lookup: user and plate, hashed.</summary>
    public required string User { get; init; }

    /// <summary>The phone number's HMAC, until it is removed.</summary>
    public required string Phone { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>预计到达时间: by then the vehicle must have arrived.</summary>
    public required DateTimeOffset ArriveBy { get; init; }

    /// <summary>预计离开时间.</summary>
    public required DateTimeOffset LeaveBy { get; init; }

    /// <summary>What has been written of it; what holds is <see cref="StateAt"/>.</summary>
    public BookingState State { get; init; }

    /// <summary>When the vehicle arrived, by the car park's clock; where the city brain was first, the earliest that this clock may have shown.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public ETag ETag { get; init; }

    /// <summary>True while nothing has been written that ends it.</summary>
    public bool IsOpen => State is BookingState.Booked or BookingState.Arrived;

    /// <summary>Until when it holds the space.</summary>
    public DateTimeOffset HeldUntil => State == BookingState.Booked ? ArriveBy : LeaveBy;

    /// <summary>When something is to be done about it: its end, then the removal of who has booked; null: nothing any more.</summary>
    public DateTimeOffset? Due => IsOpen ? HeldUntil : Phone.Length > 0 ? EndedAt + DriverKeptFor : null;

    /// <summary>What holds at a time: an end that nobody has written yet counts from its moment on.</summary>
    public BookingState StateAt(DateTimeOffset time) => State switch
    {
        BookingState.Booked when time >= ArriveBy => BookingState.Expired,
        BookingState.Arrived when time >= LeaveBy => BookingState.Left,
        _ => State,
    };

    /// <summary>True while it holds the space.</summary>
    public bool IsOpenAt(DateTimeOffset time) => StateAt(time) is BookingState.Booked or BookingState.Arrived;

    /// <summary>Reads a row.</summary>
    public static BookingRow Read(SiteId site, TableEntity row) => new(new BookRecordId(site, row.RowKey[GuidanceRows.BookingPrefix.Length..]))
    {
        Space = row.GetString(nameof(Space)),
        Plate = row.GetString(nameof(Plate)),
        User = row.GetString(nameof(User)),
        Phone = row.GetString(nameof(Phone)),
        CreatedAt = row.GetDateTimeOffset(nameof(CreatedAt))!.Value,
        ArriveBy = row.GetDateTimeOffset(nameof(ArriveBy))!.Value,
        LeaveBy = row.GetDateTimeOffset(nameof(LeaveBy))!.Value,
        State = BookingStates.Read(row.GetString(nameof(State))),
        ArrivedAt = row.GetDateTimeOffset(nameof(ArrivedAt)),
        EndedAt = row.GetDateTimeOffset(nameof(EndedAt)),
        ETag = row.ETag,
    };

    public TableEntity ToRow() => new(Id.Site.Value, GuidanceRows.Booking(Id.Number))
    {
        [nameof(Space)] = Space,
        [nameof(Plate)] = Plate,
        [nameof(User)] = User,
        [nameof(Phone)] = Phone,
        [nameof(CreatedAt)] = CreatedAt,
        [nameof(ArriveBy)] = ArriveBy,
        [nameof(LeaveBy)] = LeaveBy,
        [nameof(State)] = BookingStates.Text(State),
        [nameof(ArrivedAt)] = ArrivedAt,
        [nameof(EndedAt)] = EndedAt,
    };
}
