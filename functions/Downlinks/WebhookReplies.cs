using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Reads what a webhook answered. The car park has the message: words that cannot be read do not undo that.</summary>
internal sealed class WebhookReplies(AckReader reader, ILogger<WebhookReplies> logger)
{
    public DownlinkAck Read(InboxEntry message, SiteEntry site, ReadOnlyMemory<byte> body)
    {
        var (ack, errors) = reader.Read(message, site, body, DownlinkAck.ByWebhook);
        if (ack is not null)
        {
            return ack;
        }

        if (message.Key.Topic.Asks)
        {
            DownlinkLog.AnswerUnusable(logger, site.Site.Value, message.Key.RequestId, string.Join("; ", errors.Select(error => error.Message)));
        }

        return new DownlinkAck(Success: true, Answer: null, DownlinkAck.ByWebhook);
    }
}
