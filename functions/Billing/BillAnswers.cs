using System.Buffers;
using System.Text.Json;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Billing;

/// <summary>Answers a car park about a bill in the shape of the city brain's answers, from what the row knows.</summary>
internal static class BillAnswers
{
    private const string QueuedWords =
        "城市大脑未应答，账单已受理，将继续申请 (the city brain does not answer; the bill is kept and goes on being applied for)";

    private const string NotVouchedFor =
        "the city brain did not answer, and has promised nothing for this vehicle; the bill is kept and goes on being applied for";

    /// <summary>The answer of applyPayment to a bill that is known already (§3.2.4).</summary>
    /// <param name="bill">The bill.</param>
    /// <param name="application">The application: of a bill that the car park had not told of, only it names the vehicle.</param>
    public static GatewayAnswer Application(BillRow bill, BillApplication application) =>
        Of(writer => WriteBill(writer, bill, bill.Told ?? application, withBillTime: false, isQueued: false), bill.Warnings);

    /// <summary>The answer to getPayResult (§3.2.9), which has no resultCode.</summary>
    public static GatewayAnswer PayResult(BillRow bill) => new()
    {
        CityBrain = Write(writer => WriteBill(writer, bill, bill.Told!, withBillTime: true, isQueued: false), withCode: false, GatewayAnswer.Success, []),
    };

    /// <summary>The answer to an application that nobody has answered: the car may leave where the city brain has promised to pay.</summary>
    public static GatewayAnswer Unanswered(BillRow bill, bool isVouchedFor) => isVouchedFor
        ? new GatewayAnswer { CityBrain = Write(writer => WriteBill(writer, bill, bill.Told!, withBillTime: false, isQueued: true), withCode: true, QueuedWords, bill.Warnings) }
        : GatewayAnswer.Refused(StatusCodes.Status504GatewayTimeout, NotVouchedFor);

    /// <summary>The city brain's answer, with what spoke against the application.</summary>
    public static JsonElement WithWarnings(JsonElement answer, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
        {
            return answer;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            foreach (var member in answer.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            WriteWarnings(writer, warnings);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static GatewayAnswer Of(Action<Utf8JsonWriter> members, IReadOnlyList<string> warnings) =>
        new() { CityBrain = Write(members, withCode: true, GatewayAnswer.Success, warnings) };

    private static JsonElement Write(Action<Utf8JsonWriter> members, bool withCode, string words, IReadOnlyList<string> warnings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            if (withCode)
            {
                writer.WriteString("resultCode"u8, "200");
                writer.WriteString("msg"u8, words);
            }

            members(writer);
            WriteWarnings(writer, warnings);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteBill(Utf8JsonWriter writer, BillRow bill, BillApplication told, bool withBillTime, bool isQueued)
    {
        writer.WriteString("plateNo"u8, told.PlateNo);
        if (withBillTime)
        {
            writer.WriteString("billTime"u8, told.Fields.GetProperty("billTime").GetString());
        }

        var payment = bill.State == BillState.Settled ? bill.Payment : null;
        writer.WriteString("billID"u8, bill.BillId);
        writer.WriteNumber("shouldPay"u8, bill.ShouldPay);
        writer.WriteNumber("payStatus"u8, payment is null ? 0 : 1);
        if (payment is null)
        {
            writer.WriteNumber("discountAmount"u8, 0);
        }

        payment?.WriteTo(writer, withShouldPay: false);
        if (isQueued)
        {
            writer.WriteBoolean("queued"u8, true);
        }
    }

    private static void WriteWarnings(Utf8JsonWriter writer, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("warnings"u8);
        foreach (var warning in warnings)
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
    }
}
