namespace HzFunctions.Functions.Billing;

/// <summary>Finds what somebody should look at in a payment. Pure. Nothing of it keeps a bill from being settled.</summary>
internal static class PaymentJudge
{
    /// <summary>What is odd about a payment of a bill that was not paid before.</summary>
    public static IEnumerable<string> Odds(BillRow bill, Payment payment)
    {
        if (payment.ShouldPay is { } said && said != bill.ShouldPay)
        {
            yield return ReviewReason.ShouldPay;
        }

        if (!Fits(bill.ShouldPay, payment))
        {
            yield return ReviewReason.Amounts;
        }

        if (ReviewReason.OfPaymentAfter(bill.State) is { } late)
        {
            yield return late;
        }
    }

    /// <summary>Whether two statements are about one payment: what both say is equal.</summary>
    public static bool AreOne(Payment known, Payment said) =>
        Agree(known.ActualPay, said.ActualPay)
        && Agree(known.DiscountAmount, said.DiscountAmount)
        && (known.OrderCode is null || said.OrderCode is null || known.OrderCode == said.OrderCode);

    // The standard has both readings: its glossary takes the discount off before shouldPay, its examples after.
    private static bool Fits(long shouldPay, Payment payment) =>
        payment.ActualPay is { } actualPay && (actualPay == shouldPay || actualPay + (payment.DiscountAmount ?? 0) == shouldPay);

    private static bool Agree(long? one, long? other) => one is null || other is null || one == other;
}
