using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>What the city brain says about one bill (§3.2.4 applyPayment, §3.2.9 getPayResult; also in §3.2.11 checkDailyBill).</summary>
/// <remarks>A member that is missing, empty or unreadable is null.</remarks>
public sealed record PayResultAnswer
{
    /// <summary>车牌号: the plate.</summary>
    public string? PlateNo { get; init; }

    /// <summary>账单编号: the bill's number, given by the car park.</summary>
    public string? BillId { get; init; }

    /// <summary>账单生成时间: when the car park made the bill, UTC+8.</summary>
    public DateTimeOffset? BillTime { get; init; }

    /// <summary>应收金额: the amount due, in fen.</summary>
    public long? ShouldPay { get; init; }

    /// <summary>支付状态: 0 not completed, 1 completed.</summary>
    public long? PayStatus { get; init; }

    /// <summary>交易金额: what the payment channel transacted, in fen.</summary>
    public long? ActualPay { get; init; }

    /// <summary>优惠金额: the discount, in fen.</summary>
    public long? DiscountAmount { get; init; }

    /// <summary>支付成功时间: when the payment channel reported success, UTC+8.</summary>
    public DateTimeOffset? DealTime { get; init; }

    /// <summary>交易流水号: the payment channel's number.</summary>
    public string? OrderCode { get; init; }

    /// <summary>付费方式: how it was paid (data dictionary).</summary>
    public long? PaidType { get; init; }

    /// <summary>付费场景: the scene of the payment, 101 leave first, pay later (data dictionary).</summary>
    public long? PayType { get; init; }

    /// <summary>Whether the city brain says that the bill is paid. No statement is no payment.</summary>
    public bool IsPaid => PayStatus == 1;

    /// <summary>Reads an answer, or one bill of a list.</summary>
    public static PayResultAnswer Read(JsonElement body) => new()
    {
        PlateNo = body.Text("plateNo"),
        BillId = body.Text("billID"),
        BillTime = body.Time("billTime"),
        ShouldPay = body.WholeNumber("shouldPay"),
        PayStatus = body.WholeNumber("payStatus"),
        ActualPay = body.WholeNumber("actualPay"),
        DiscountAmount = body.WholeNumber("discountAmount"),
        DealTime = body.Time("dealTime"),
        OrderCode = body.Text("orderCode"),
        PaidType = body.WholeNumber("paidType"),
        PayType = body.WholeNumber("payType"),
    };

    /// <summary>Nothing that could name a vehicle.</summary>
    public override string ToString() => $"{nameof(PayResultAnswer)} {BillId}";
}
