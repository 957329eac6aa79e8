namespace HzFunctions.Functions.Billing;

/// <summary>How we came to know a bill, as rows and answers spell it.</summary>
internal static class BillKind
{
    /// <summary>The vehicle leaves, and its bill is applied for (applyPayment, §3.2.4).</summary>
    public const string Exit = "exit";

    /// <summary>The driver may pay from inside (fee, uploadFee): no application, no 3 hours, no abnormal report.</summary>
    public const string Advance = "advance";

    /// <summary>A payment result came for a bill of which the car park has told nothing.</summary>
    public const string Unknown = "unknown";
}
