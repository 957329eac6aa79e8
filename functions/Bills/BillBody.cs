using System.Text.Json.Serialization;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.Bills;

/// <summary>How a bill stands. Times are China's.</summary>
/// <param name="BillId">停车场账单编号.</param>
/// <param name="Kind">exit, advance or unknown.</param>
/// <param name="State">applying, accepted, settled, refused, cancelled, writtenOff or expired.</param>
/// <param name="ShouldPay">应收金额, in fen.</param>
/// <param name="AppliedAt">When the car park told of it.</param>
/// <param name="AcceptedAt">When the city brain accepted it.</param>
/// <param name="EndedAt">When it was settled, refused, cancelled, written off or given up.</param>
/// <param name="SettledBy">How the news of its payment came: the interface's name.</param>
/// <param name="Payment">What was paid.</param>
/// <param name="ResultCode">The city brain's code in answer to the application.</param>
/// <param name="Msg">The city brain's words in answer to the application.</param>
/// <param name="Reports">Abnormal reports (异常账单上报) that the city brain has taken.</param>
/// <param name="Review">Why operations look at it.</param>
/// <param name="Warnings">What spoke against applying for it.</param>
/// <param name="History">What happened to it, the oldest first.</param>
internal sealed record BillBody(
    [property: JsonPropertyName("billID")] string BillId,
    string Kind,
    string State,
    long ShouldPay,
    DateTimeOffset AppliedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? EndedAt,
    string? SettledBy,
    PaymentBody? Payment,
    string? ResultCode,
    string? Msg,
    int Reports,
    IReadOnlyList<string> Review,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<BillEvent> History)
{
    public static BillBody Of(BillRow bill, IReadOnlyList<BillEvent> history) => new(
        bill.BillId,
        bill.Kind,
        BillStates.Text(bill.State),
        bill.ShouldPay,
        InChina(bill.AppliedAt),
        bill.AcceptedAt is { } accepted ? InChina(accepted) : null,
        bill.EndedAt is { } ended ? InChina(ended) : null,
        bill.SettledBy,
        bill.Payment is { } payment ? PaymentBody.Of(payment) : null,
        bill.ResultCode,
        bill.Words,
        bill.Reports,
        bill.Reviews,
        bill.Warnings,
        [.. history.Select(line => line with { At = InChina(line.At) })]);

    private static DateTimeOffset InChina(DateTimeOffset time) => time.ToOffset(ChinaTime.Offset);
}

/// <summary>What was paid, amounts in fen, under the standard's names.</summary>
internal sealed record PaymentBody(long? ActualPay, long? DiscountAmount, string? DealTime, string? OrderCode, long? PaidType, long? PayType)
{
    public static PaymentBody Of(Payment payment) =>
        new(payment.ActualPay, payment.DiscountAmount, payment.DealTime, payment.OrderCode, payment.PaidType, payment.PayType);
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BillBody))]
internal sealed partial class BillsJson : JsonSerializerContext;
