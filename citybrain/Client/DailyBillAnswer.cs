using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>The leave-first-pay-later bills of a day (§3.2.11 checkDailyBill). A member that is missing or unreadable is null.</summary>
public sealed record DailyBillAnswer
{
    // The table's name, and the example's.
    private static readonly string[] ShouldPayNames = ["dailyShouldPay", "dailySouldPay"];

    /// <summary>场库编号: the car park's code.</summary>
    public string? ParkingCode { get; init; }

    /// <summary>How many bills. (The standard describes it as fen, by mistake.)</summary>
    public long? DailyCount { get; init; }

    /// <summary>The sum of the amounts due, in fen.</summary>
    public long? DailyShouldPay { get; init; }

    /// <summary>The sum of the amounts paid, in fen.</summary>
    public long? DailyActualPay { get; init; }

    /// <summary>账单详情: each bill; null when the list is missing or unreadable, which is not the same as empty.</summary>
    public IReadOnlyList<PayResultAnswer>? Bills { get; init; }

    /// <summary>Reads an answer whose <c>detail</c> is a list, one bill, or a string that holds either.</summary>
    public static DailyBillAnswer Read(JsonElement body) => new()
    {
        ParkingCode = body.Text("parkingCode"),
        DailyCount = body.WholeNumber("dailyCount"),
        DailyShouldPay = body.WholeNumber(ShouldPayNames),
        DailyActualPay = body.WholeNumber("dailyActualPay"),
        Bills = body.Member("detail") is { } detail ? ReadBills(detail.Unwrapped()) : null,
    };

    /// <summary>Nothing that could name a vehicle.</summary>
    public override string ToString() => $"{nameof(DailyBillAnswer)} of {Bills?.Count ?? 0} bills";

    private static IReadOnlyList<PayResultAnswer>? ReadBills(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.Array =>
            [.. detail.EnumerateArray().Where(bill => bill.ValueKind == JsonValueKind.Object).Select(PayResultAnswer.Read)],
        JsonValueKind.Object => [PayResultAnswer.Read(detail)],
        _ => null,
    };
}
