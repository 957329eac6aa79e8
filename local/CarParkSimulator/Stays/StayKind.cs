namespace HzFunctions.Local.CarParkSimulator.Stays;

/// <summary>How a stay ends as far as money goes.</summary>
internal enum StayKind
{
    /// <summary>Paid at the barrier (payType 103).</summary>
    PaidAtExit,

    /// <summary>Paid before leaving, from inside (payType 102).</summary>
    PaidInAdvance,

    /// <summary>Left without paying, as it happens.</summary>
    NeverPaid,

    /// <summary>Leaves first and pays later, through the city brain (payType 101).</summary>
    PaidLater,

    /// <summary>A monthly tenant, who pays nothing for the single stay.</summary>
    Monthly,
}
