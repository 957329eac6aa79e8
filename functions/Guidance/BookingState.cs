namespace HzFunctions.Functions.Guidance;

/// <summary>What has become of a booking. The standard (预约状态) knows three: 1 正常, 2 取消, 3 失效.</summary>
internal enum BookingState
{
    /// <summary>The space is held until the vehicle should have arrived.</summary>
    Booked,

    /// <summary>The vehicle has arrived; the space is held until it should have left.</summary>
    Arrived,

    /// <summary>The vehicle has left, or its time is over.</summary>
    Left,

    /// <summary>Given up by the driver.</summary>
    Cancelled,

    /// <summary>The vehicle did not arrive in time.</summary>
    Expired,
}

/// <summary>How the states are told and kept.</summary>
internal static class BookingStates
{
    /// <summary>预约状态 (chapter 5). It has no code for a booking that was used: that one stays 正常.</summary>
    public static int Code(BookingState state) => state switch
    {
        BookingState.Cancelled => 2,
        BookingState.Expired => 3,
        _ => 1,
    };

    public static string Text(BookingState state) => state switch
    {
        BookingState.Booked => "booked",
        BookingState.Arrived => "arrived",
        BookingState.Left => "left",
        BookingState.Cancelled => "cancelled",
        _ => "expired",
    };

    public static BookingState Read(string text) => text switch
    {
        "booked" => BookingState.Booked,
        "arrived" => BookingState.Arrived,
        "left" => BookingState.Left,
        "cancelled" => BookingState.Cancelled,
        "expired" => BookingState.Expired,
        _ => throw new FormatException("A booking has a state that is none of ours."),
    };
}
