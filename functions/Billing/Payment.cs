using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Client;

namespace HzFunctions.Functions.Billing;

/// <summary>What the city brain says of a payment: in payResult (§3.2.7), or in the answer of applyPayment or getPayResult.</summary>
/// <param name="ShouldPay">应收金额, in fen; null where it says none.</param>
/// <param name="ActualPay">交易金额, in fen.</param>
/// <param name="DiscountAmount">优惠金额, in fen.</param>
/// <param name="DealTime">支付成功时间, as written.</param>
/// <param name="OrderCode">交易流水号.</param>
/// <param name="PaidType">付费方式.</param>
/// <param name="PayType">付费场景.</param>
internal sealed record Payment(
    long? ShouldPay, long? ActualPay, long? DiscountAmount, string? DealTime, string? OrderCode, long? PaidType, long? PayType)
{
    private static readonly string[] Numbers = ["shouldPay", "actualPay", "discountAmount", "paidType", "payType"];

    /// <summary>Reads it out of an object that says payStatus 1, however leniently that is written.</summary>
    public static Payment Read(JsonElement body)
    {
        var said = PayResultAnswer.Read(body);
        return new Payment(
            said.ShouldPay,
            said.ActualPay,
            said.DiscountAmount,
            said.DealTime is { } time ? CityBrain.ChinaTime.Format(time) : null,
            said.OrderCode,
            said.PaidType,
            said.PayType);
    }

    /// <summary>Takes what <see cref="ToJson"/> made.</summary>
    public static Payment? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>The members that are known, under the standard's names.</summary>
    public void WriteTo(Utf8JsonWriter writer, bool withShouldPay)
    {
        long?[] numbers = [withShouldPay ? ShouldPay : null, ActualPay, DiscountAmount, PaidType, PayType];
        for (var index = 0; index < Numbers.Length; index++)
        {
            if (numbers[index] is { } number)
            {
                writer.WriteNumber(Numbers[index], number);
            }
        }

        WriteText(writer, "dealTime", DealTime);
        WriteText(writer, "orderCode", OrderCode);
    }

    /// <summary>As a column of a row holds it.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteTo(writer, withShouldPay: true);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ActualPay} fen");

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
