namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>What a driver, or the car park, writes down of indoor guidance.</summary>
internal enum GuidanceEvent
{
    /// <summary>A driver was told that a space is booked.</summary>
    Booked,

    /// <summary>A driver was told that the booking is cancelled.</summary>
    Cancelled,

    /// <summary>A driver was told that the arrival at the space is noted.</summary>
    Arrived,

    /// <summary>A driver was told that the booking has expired.</summary>
    Expired,

    /// <summary>A driver was told that the lock is down.</summary>
    LockConfirmed,

    /// <summary>The car park has lowered a lock.</summary>
    LockLowered,

    /// <summary>The car park was told that another vehicle stands on a booked space.</summary>
    Disturbed,

    /// <summary>A vehicle stood on a space that was booked for another, and the car park had told of it.</summary>
    Intruded,

    /// <summary>An answer was not what it had to be.</summary>
    Broken,
}
