namespace HzFunctions.Functions.Guidance;

/// <summary>Why an order is refused, in the words that the city brain may show a driver.</summary>
internal static class Refusals
{
    public const string SpaceIsBooked = "parkSpaceId: the space is booked (车位已被预定)";
    public const string NotBookable = "parkSpaceId: the space cannot be booked (车位不可预定)";
    public const string Occupied = "parkSpaceId: a vehicle stands there (车位已被占用)";
    public const string PlateHasBooking = "carNum: the vehicle has an open booking at this car park (该车辆已有预定)";
    public const string Expired = "bookRecordId: the booking has expired (预定已失效)";
    public const string Cancelled = "bookRecordId: the booking is cancelled (预定已取消)";
    public const string Arrived = "bookRecordId: the vehicle has arrived (车辆已到达)";
    public const string Left = "bookRecordId: the booking has ended (预定已结束)";
    public const string OtherCarPark = "bookRecordId: is not of this car park (预定不属于该停车场)";
    public const string OtherSpace = "parkSpaceId: is not the space that is booked (与预定车位不符)";
    public const string OtherPlate = "carNum: is not the vehicle that it is booked for (与预定车牌不符)";
    public const string NoLock = "bookRecordId: the space has no ground lock (车位无地锁)";
    public const string OtherLock = "imei: is not the lock of the space that is booked (与预定车位地锁不符)";

    /// <summary>Why a booking that is not open is no good any more.</summary>
    public static string Of(BookingState state) => state switch
    {
        BookingState.Cancelled => Cancelled,
        BookingState.Expired => Expired,
        BookingState.Left => Left,
        _ => Arrived,
    };
}
