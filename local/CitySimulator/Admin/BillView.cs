using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>A bill as the admin endpoint shows it. Amounts are in fen.</summary>
internal sealed record BillView
{
    public required string AccessID { get; init; }

    public required string ParkingCode { get; init; }

    public required string BillID { get; init; }

    /// <summary>Whether the vehicle has not left yet: the bill was told in answer to a fee query (§3.2.6).</summary>
    public required bool InAdvance { get; init; }

    public required CityBillState State { get; init; }

    public long? ShouldPay { get; init; }

    public long? ActualPay { get; init; }

    public long? DiscountAmount { get; init; }

    /// <summary>When the first application was accepted.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it will be paid, where that is still to come.</summary>
    public DateTimeOffset? PaysAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Applications accepted.</summary>
    public required int Applications { get; init; }

    /// <summary>Questions answered.</summary>
    public required int Questions { get; init; }

    /// <summary>When it was reported as abnormal.</summary>
    public required IReadOnlyList<DateTimeOffset> Reports { get; init; }

    /// <summary>Whether the answer to an application did not reach the caller.</summary>
    public required bool AnswerLost { get; init; }

    /// <summary>Whether nothing is sent down about its payment.</summary>
    public required bool DownlinkLost { get; init; }
}
