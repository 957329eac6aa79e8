using System.Buffers;
using System.Text.Json;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Billing;

/// <summary>What a car park is told of its bills, payments apart.</summary>
internal sealed class BillNotices(CarParkNotices notices)
{
    /// <summary>What a car park is told of a refusal that it does not hear itself.</summary>
    public CarParkNotice Refusal(BillRow bill, CityBrainAnswer answer) => notices.Make(bill.Site, DownlinkTopic.ApplyPaymentResult, Data(bill, writer =>
    {
        writer.WriteString("resultCode"u8, answer.ResultCode);
        writer.WriteString("msg"u8, answer.Message);
    }));

    /// <summary>
    /// Reminds a car park that has collected an accepted bill by itself to say so with cancelOverDueBill (R74), once. Not before the city brain has accepted it:
    /// until then there is nothing to cancel, and an application that is taken later would stay unpaid for ever.
    /// </summary>
    /// <param name="bill">The bill before the change.</param>
    /// <param name="change">What makes it accepted or collected, where it is not yet.</param>
    public void RemindOnce(BillRow bill, BillChange change)
    {
        var after = bill.With(change.Columns, bill.ETag);
        if (after is { State: BillState.Accepted, IsCollected: true, IsReminded: false })
        {
            change.Set(BillRow.Columns.Reminded, true).Notices.Add(notices.Make(bill.Site, DownlinkTopic.CancelOverDueBillReminder, Data(bill, _ => { })));
        }
    }

    private static JsonElement Data(BillRow bill, Action<Utf8JsonWriter> more)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("billID"u8, bill.BillId);
            more(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
