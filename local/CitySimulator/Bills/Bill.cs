using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>A bill (账单) as the city sees it at one moment: what it was told of it, and what its plan has brought about until then.</summary>
internal sealed record Bill
{
    private const int ThroughTheCity = 1;

    /// <summary>The application for deduction, else the answer to a fee query, else the pay record.</summary>
    public required JsonElement Told { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Null when the city was told of a payment only.</summary>
    public BillPlan? Plan { get; init; }

    /// <summary>When the city was first told of it as unpaid.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>When it was written off (R74). A bill that is paid cannot be.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    public JsonElement? PayRecord { get; init; }

    public bool IsReported { get; init; }

    /// <summary>How often the city was told of it as unpaid.</summary>
    public int Tellings { get; init; }

    public string BillId => Told.Text("billID")!;

    public string? PlateNo => Told.Text("plateNo");

    public string? BillTime => Told.Text("billTime");

    /// <summary>The receivable amount (应收金额) in fen.</summary>
    public long ShouldPay => Told.Number("shouldPay") ?? 0;

    /// <summary>When it was or will be paid as planned; null: never.</summary>
    public DateTimeOffset? PaysAt => CancelledAt is null ? AppliedAt + Plan?.PaidAfter : null;

    /// <summary>
    /// The payment that was made until now. Of a bill that is the city's to collect, what the car park took by itself is none: it is owed
    /// until the car park has it written off (R74).
    /// </summary>
    public BillPayment? Payment =>
        PaysAt is { } at && at <= Now ? Plan!.Pay(ShouldPay, at)
        : PayRecord is { } record && (Plan is null || record.Number("billWay") == ThroughTheCity) ? BillPayment.Of(record, ShouldPay)
        : null;

    public bool IsPaid => Payment is not null;

    public bool IsOverDue => IsReported && !IsPaid && CancelledAt is null;
}
