namespace HzFunctions.Local.Accounts.Bills;

/// <summary>What the gateway says about one bill: a state and what goes with it, or what was found instead of one. Amounts are in fen.</summary>
internal sealed record BillReading(BillState? State, string Found)
{
    /// <summary>By which path it was settled: applyPayment, payResult or getPayResult.</summary>
    public string? SettledBy { get; init; }

    public long? ActualPay { get; init; }

    public long? DiscountAmount { get; init; }

    /// <summary>How often its history says that it was settled.</summary>
    public int Settlings { get; init; }

    /// <summary>What is to be looked into by people.</summary>
    public IReadOnlyList<string> Review { get; init; } = [];

    public static BillReading Of(string? state) =>
        new(Enum.TryParse<BillState>(state, ignoreCase: true, out var known) ? known : null, $"the state \"{state}\"");

    public static BillReading Missing(string found) => new(null, found);
}
