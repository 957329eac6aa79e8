using System.Text.Json;

namespace HzFunctions.Functions.Billing;

/// <summary>What a car park tells of a bill: by applyPayment (§3.2.4), or by uploadFee (§3.2.6) for one that may be paid from inside.</summary>
/// <param name="BillId">停车场账单编号.</param>
/// <param name="Uid">流水号 of the stay.</param>
/// <param name="PlateNo">车牌号, without blanks.</param>
/// <param name="ShouldPay">应收金额, in fen.</param>
/// <param name="Fields">All that was told, checked and in the form of the standard's tables.</param>
internal sealed record BillApplication(string BillId, string Uid, string PlateNo, long ShouldPay, JsonElement Fields)
{
    /// <summary>Reads a checked object that names a bill.</summary>
    public static BillApplication Read(JsonElement fields) => new(
        fields.GetProperty("billID").GetString()!,
        fields.GetProperty("uid").GetString()!,
        fields.GetProperty("plateNo").GetString()!,
        fields.GetProperty("shouldPay").GetInt64(),
        fields.Clone());

    /// <summary>True when both are about the same vehicle, stay and amount.</summary>
    public bool IsSameAs(BillApplication other) =>
        (Uid, PlateNo, ShouldPay) == (other.Uid, other.PlateNo, other.ShouldPay);

    /// <summary>Nothing that could name a vehicle.</summary>
    public override string ToString() => BillId;
}
