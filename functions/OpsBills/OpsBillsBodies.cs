using System.Text.Json.Serialization;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.OpsBills;

/// <summary>Bills of a car park.</summary>
/// <param name="Bills">One page.</param>
/// <param name="Next">What to give as <c>after</c> for the next page, or null.</param>
internal sealed record BillList(IReadOnlyList<ListedBillBody> Bills, string? Next);

/// <summary>One bill, without what it says of a vehicle.</summary>
internal sealed record ListedBillBody(
    [property: JsonPropertyName("billID")] string BillId,
    string Kind,
    string State,
    long ShouldPay,
    DateTimeOffset AppliedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? EndedAt,
    string? SettledBy,
    long? ActualPay,
    int Reports,
    DateTimeOffset? NextAt,
    string Instance,
    IReadOnlyList<string> Review)
{
    public static ListedBillBody Of(BillRow bill) => new(
        bill.BillId,
        bill.Kind,
        BillStates.Text(bill.State),
        bill.ShouldPay,
        bill.AppliedAt,
        bill.AcceptedAt,
        bill.EndedAt,
        bill.SettledBy,
        bill.Payment?.ActualPay,
        bill.Reports,
        bill.IsDriven ? bill.NextAt : null,
        bill.Instance.ToString(),
        bill.Reviews);
}

/// <summary>Names a bill for an operation, and who asks for it.</summary>
internal abstract record BillOrder
{
    /// <summary>The car park, as <c>GET /ops/sites</c> shows it.</summary>
    public required string Site { get; init; }

    /// <summary>停车场账单编号.</summary>
    [JsonPropertyName("billID")]
    public required string BillId { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who asks for it.</summary>
    public required string Actor { get; init; }
}

/// <summary>Nobody asks about a bill any more: <c>POST /ops/bills/write-off</c>.</summary>
internal sealed record WriteOffBill : BillOrder;

/// <summary>Somebody has looked at a bill: <c>POST /ops/bills/reviewed</c>.</summary>
internal sealed record ReviewedBill : BillOrder;
