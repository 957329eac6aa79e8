namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>How an application for deduction turns out.</summary>
internal enum BillOutcome
{
    /// <summary>Paid in the answer to the application.</summary>
    PaidAtOnce,

    /// <summary>Paid a few seconds later.</summary>
    PaidSoon,

    /// <summary>Paid about when it would be reported as abnormal, or after.</summary>
    PaidLate,

    /// <summary>Not paid, however often it is asked about.</summary>
    NeverPaid,

    /// <summary>Paid soon, with another amount than either reading of the standard allows.</summary>
    PaidOddly,

    /// <summary>Not accepted.</summary>
    Refused,
}
