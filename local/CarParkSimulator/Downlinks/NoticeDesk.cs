using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Guidance;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>What a car park does with what it is told: it writes it down, has its cashier hear it, and answers questions about fees.</summary>
internal sealed class NoticeDesk(
    Site site, DownlinkForm form, CarParkLedger ledger, PresentVehicles present, IBillListener bills, TimeProvider time, GuidedFloor? floor = null)
{
    /// <summary>Takes a message and says what is answered: <c>{"success":true}</c>, with the fee where one was asked for (R52).</summary>
    public JsonObject Take(string topic, long requestId, JsonElement data)
    {
        var answer = new JsonObject { ["success"] = true };
        if (topic == "fee")
        {
            var fee = present.FeeOf(data.GetProperty("plateNo").GetString()!, ChinaClock.Now(time));
            answer["success"] = fee is not null;
            answer["data"] = fee;
        }

        if (floor?.Hear(topic, data) is { } done)
        {
            answer["success"] = done;
        }

        Note(LedgerEvent.Delivered, topic, requestId, data);
        bills.Hear(topic, data);
        return answer;
    }

    /// <summary>Writes down that a client with a connection of its own is about to confirm.</summary>
    public void NoteConfirming(string topic, long requestId, JsonElement data) => Note(LedgerEvent.Confirming, topic, requestId, data);

    private void Note(LedgerEvent about, string topic, long requestId, JsonElement data) => ledger.Write(new LedgerLine
    {
        Event = about,
        At = time.GetUtcNow(),
        AccessID = site.AccessID,
        ParkingCode = site.ParkingCode,
        Interface = topic,
        RecordId = $"{requestId}",
        Fingerprint = ContentFingerprint.Of(data),
        Message = $"{form}",
    });
}
