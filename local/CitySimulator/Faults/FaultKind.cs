namespace HzFunctions.Local.CitySimulator.Faults;

/// <summary>The ways in which a city brain lets its callers down.</summary>
internal enum FaultKind
{
    /// <summary>It answers late.</summary>
    Delay,

    /// <summary>It answers with an HTTP status and an HTML page.</summary>
    Status,

    /// <summary>It answers with a resultCode other than 200, and takes nothing.</summary>
    ResultCode,

    /// <summary>It takes the connection, says nothing and closes.</summary>
    NoAnswer,

    /// <summary>It accepts the record, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>One record makes it fail, however often it is sent.</summary>
    Poison,

    /// <summary>It answers 200, and has lost the record afterwards: one in so many of each car park and interface, and none of them twice.</summary>
    Forget,

    /// <summary>It counts an arrival in a hundred too few (one at least) when a day is checked.</summary>
    Miscount,

    /// <summary>It cuts its lists of serial numbers off in the middle.</summary>
    CutList,

    /// <summary>It is away: every call is cut off at once, or answered with the status that the fault names.</summary>
    Outage,
}
