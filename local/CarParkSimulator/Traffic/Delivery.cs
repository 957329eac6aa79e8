using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.CarParkSimulator.Uploads;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>Sends an upload until the gateway has said what becomes of it, each time with a new uploadTime, and keeps the ledger.</summary>
internal sealed class Delivery(Site site, ICarParkLink link, CarParkLedger ledger, SiteScore score, Random jitter, TimeProvider time)
{
    /// <summary>True when the gateway took it, false when it will not.</summary>
    public async Task<bool> DeliverAsync(Upload upload, CancellationToken abandon)
    {
        score.Send();
        LedgerLine? noted = null;
        for (var attempt = 1; ; attempt++)
        {
            var data = upload.At(time.GetUtcNow());
            noted = Note(upload, data, noted);
            switch (await link.SendAsync(upload.Interface, data, upload.Photo, abandon))
            {
                case UploadAnswer.Accepted accepted:
                    ledger.Write(noted with { Event = LedgerEvent.Accepted, At = time.GetUtcNow(), Receipt = accepted.Receipt });
                    score.Accept();
                    return true;
                case UploadAnswer.Refused refused:
                    ledger.Write(noted with
                    {
                        Event = LedgerEvent.Refused,
                        At = time.GetUtcNow(),
                        ResultCode = refused.ResultCode,
                        Message = refused.Message,
                    });
                    score.Refuse();
                    return false;
                case UploadAnswer.Unanswered unanswered:
                    await Task.Delay(RetryDelay.After(attempt, unanswered.RetryAfter, jitter), time, abandon);
                    break;
            }
        }
    }

    /// <summary>Sends something that nobody will miss, once.</summary>
    public Task AskAsync(Upload question, CancellationToken abandon) =>
        link.SendAsync(question.Interface, question.At(time.GetUtcNow()), photo: null, abandon);

    // What is known by its uploadTime becomes another record when it is sent again.
    private LedgerLine Note(Upload upload, JsonObject data, LedgerLine? noted)
    {
        var sent = JsonSerializer.SerializeToElement(data);
        var recordId = RecordIdentity.Of(upload.Interface, sent);
        if (noted is not null && noted.RecordId == recordId)
        {
            return noted;
        }

        var now = time.GetUtcNow();
        var line = new LedgerLine
        {
            Event = noted is null ? LedgerEvent.Sent : LedgerEvent.SentAgain,
            At = now,
            AccessID = site.AccessID,
            ParkingCode = site.ParkingCode,
            Interface = upload.Interface,
            RecordId = recordId,
            Uid = RecordIdentity.Uid(sent),
            FirstSentAt = noted?.FirstSentAt ?? now,
            Fingerprint = ContentFingerprint.Of(sent, upload.Photo is { } photo ? ContentFingerprint.OfFile(photo) : null),
        };
        ledger.Write(line);
        return line;
    }
}
