namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>What is amiss with a message that the city brain publishes, as messages of a real platform sometimes are.</summary>
internal enum DownlinkFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Published twice.</summary>
    Doubled,

    /// <summary>Published only after a newer one about the same subject (R14, R15).</summary>
    Shuffled,

    /// <summary>Published long after its timestamp.</summary>
    Delayed,

    /// <summary>Signed by somebody else: it must never be confirmed (R11).</summary>
    WrongSign,

    /// <summary>Under the requestId of an earlier message, as after a restart of the platform; it is a message of its own.</summary>
    ReusedRequestId,

    /// <summary>With a timestamp of 2099; what follows must not be silenced by it.</summary>
    FutureTimestamp,
}
