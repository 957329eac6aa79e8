using System.Buffers;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// Settles a bill whose payment the city brain has told in an answer: of applyPayment or getPayResult. It becomes the same fact as a payResult, so that one
/// that comes down later says nothing new.
/// </summary>
internal sealed class AnsweredPayments(BillStore store, FactStore facts, CarParkNotices notices, TimeProvider time)
{
    /// <summary>Settles a bill, and tells the car park where it does not hear the answer itself.</summary>
    /// <param name="bill">The bill.</param>
    /// <param name="answer">The answer, which says payStatus 1.</param>
    /// <param name="path">The interface that was called.</param>
    /// <param name="tell">Whether the car park is to be told.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The bill as it is then.</returns>
    public async Task<BillRow> SettleAsync(BillRow bill, JsonElement answer, string path, bool tell, CancellationToken cancellationToken)
    {
        var (known, _) = await store.FindAsync(bill.Site, bill.BillId, cancellationToken).ConfigureAwait(false);
        var isNews = known is { State: not BillState.Settled };
        var data = PayResult(bill, Payment.Read(answer));
        var notice = tell && isNews ? notices.Make(bill.Site, DownlinkTopic.BillPaid, data) : null;
        var now = time.GetUtcNow();
        var fact = new Fact(bill.Site, DownlinkTopic.PayResult, data, ChinaTime.Format(now), now, now) { Path = path };
        var effect = await facts.StoreFactAsync(
            fact, effect => effect == FactEffect.Processed ? notice?.Rows ?? [] : [], cancellationToken).ConfigureAwait(false);
        if (notice is not null && effect == FactEffect.Processed)
        {
            await notices.SendAsync(notice).ConfigureAwait(false);
        }

        return (await store.FindAsync(bill.Site, bill.BillId, cancellationToken).ConfigureAwait(false)).Bill!;
    }

    // In the shape of payResult (§3.2.7); what the answer leaves out is left out.
    private static JsonElement PayResult(BillRow bill, Payment payment)
    {
        var told = bill.Told!.Fields;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("plateNo"u8, told.GetProperty("plateNo").GetString());
            writer.WriteString("billID"u8, bill.BillId);
            writer.WriteString("billTime"u8, told.GetProperty("billTime").GetString());
            writer.WriteNumber("shouldPay"u8, payment.ShouldPay ?? bill.ShouldPay);
            writer.WriteNumber("payStatus"u8, 1);
            payment.WriteTo(writer, withShouldPay: false);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
