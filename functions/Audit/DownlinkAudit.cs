using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.DeadLetters;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Audit;

/// <summary>Tells what became of a message that was sent down.</summary>
internal sealed class DownlinkAudit(StandardCatalogue catalogue, DownlinkFields fields)
{
    /// <summary>True for a message that names a bill: it belongs to the stay of that bill, whenever it came.</summary>
    public bool IsAboutABill(DownlinkRow message) =>
        fields.Of(message) is var known && (known.TryGetProperty("billID", out _) || known.TryGetProperty("bilID", out _));

    /// <summary>What happened to a message.</summary>
    public IEnumerable<AuditEntry> Entries(DownlinkRow message)
    {
        var data = fields.Of(message);
        yield return new AuditEntry(message.ReceivedAt, AuditEvents.Received, message.Key.Id)
        {
            Msg = message.Effect,
            Data = catalogue.Find(message.Key.Topic.ShownAs) is { } definition ? MaskedPayload.Of(data, definition) : MaskedMessage.Of(data.GetRawText(), catalogue),
        };
        if (message.DeliveredAt is { } delivered)
        {
            yield return new AuditEntry(delivered, AuditEvents.Delivered, message.Key.Id) { Msg = message.DeliveredBy };
        }

        if (message is { SentAt: { } sent, Sent: { } success })
        {
            yield return new AuditEntry(sent, Confirmation(message, success), message.Key.Id) { ResultCode = message.ResultCode };
        }
    }

    private static string Confirmation(DownlinkRow message, bool success) =>
        DownlinkFate.Of(message) == DownlinkFate.GivenUp ? AuditEvents.GivenUp : success ? AuditEvents.Confirmed : AuditEvents.ConfirmedUndelivered;
}
