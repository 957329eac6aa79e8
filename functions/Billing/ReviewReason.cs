namespace HzFunctions.Functions.Billing;

/// <summary>Why somebody should look at a bill, as rows and answers spell it.</summary>
internal static class ReviewReason
{
    /// <summary>The amounts paid fit neither reading: actualPay = shouldPay, or actualPay + discountAmount = shouldPay.</summary>
    public const string Amounts = "amounts";

    /// <summary>The shouldPay of the payment is not the bill's.</summary>
    public const string ShouldPay = "shouldPay";

    /// <summary>A second payment that is another than the first.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Unpaid was said after paid.</summary>
    public const string UnpaidAfterPaid = "unpaidAfterPaid";

    /// <summary>A payment of a bill that nobody applied for.</summary>
    public const string UnknownBill = "unknownBill";

    /// <summary>A payment of a bill that the city brain had refused.</summary>
    public const string PaidAfterRefusal = "paidAfterRefusal";

    /// <summary>A payment of a bill that was collected or written off: it may be paid twice.</summary>
    public const string PaidAfterWriteOff = "paidAfterWriteOff";

    /// <summary>The city brain says that it has no such bill, after it had accepted it.</summary>
    public const string Missing = "missing";

    /// <summary>Unpaid for so long that nobody asks any more.</summary>
    public const string Expired = "expired";

    /// <summary>What a payment in a state means; null: nothing unusual.</summary>
    public static string? OfPaymentAfter(BillState state) => state switch
    {
        BillState.Refused => PaidAfterRefusal,
        BillState.Cancelled or BillState.WrittenOff => PaidAfterWriteOff,
        _ => null,
    };
}
