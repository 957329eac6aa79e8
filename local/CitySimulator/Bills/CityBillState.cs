namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>What has become of a bill with the city brain.</summary>
internal enum CityBillState
{
    /// <summary>Accepted, and not paid.</summary>
    Unpaid,

    /// <summary>Accepted, and paid.</summary>
    Paid,

    /// <summary>Accepted, and written off before it was paid.</summary>
    Cancelled,

    /// <summary>Applied for, and not accepted.</summary>
    Refused,
}
