using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Webhooks;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Brings a message to its car park: by the webhook where it has one, else it waits in the inbox.</summary>
internal sealed class DownlinkDelivery(
    IWebhooks webhooks,
    WebhookGate gate,
    WebhookReplies replies,
    DownlinkAcks acks,
    Deadlines deadlines,
    DeadlineDesk expiry,
    Confirmations confirmations,
    DownlinkBells bells,
    TimeProvider time)
{
    /// <summary>Goes on with a message from where it stands.</summary>
    public async Task GoOnAsync(DownlinkRow row, SiteEntry site, CancellationToken cancellationToken)
    {
        if (row.InboxRow is null)
        {
            await confirmations.CatchUpAsync(row.Key, cancellationToken).ConfigureAwait(false);
        }
        else if (site.Webhook is not null)
        {
            var ack = await PushThroughGateAsync(row, site, cancellationToken).ConfigureAwait(false);
            if (!row.Key.Topic.IsOurs && (ack is null || (row.Key.Topic.Asks && ack is { Success: true, Answer: null })))
            {
                await SetDeadlineAsync(row, cancellationToken).ConfigureAwait(false);
            }

            if (ack is null)
            {
                await bells.TryRingAsync(site.Site, row.ReceivedAt + DownlinkRepair.HeadStart - time.GetUtcNow()).ConfigureAwait(false);
            }
        }
        else if (time.GetUtcNow() >= Deadlines.DueOf(row.ReceivedAt))
        {
            // The hint at its deadline may have come before its row did.
            await expiry.ExpireAsync(row.Key, row.ReceivedAt, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Calls the webhook for a message. Null: the car park did not take it.</summary>
    public async Task<DownlinkAck?> PushAsync(InboxEntry entry, SiteEntry site, CancellationToken cancellationToken)
    {
        var response = await webhooks.PushAsync(site.Site, site.Webhook!, InboxJson.Write(entry), cancellationToken).ConfigureAwait(false);
        if (response is null)
        {
            return null;
        }

        var ack = replies.Read(entry, site, response.Value);
        await acks.TakeAsync(entry.Key, ack, cancellationToken).ConfigureAwait(false);
        return ack;
    }

    private async Task<DownlinkAck?> PushThroughGateAsync(DownlinkRow row, SiteEntry site, CancellationToken cancellationToken)
    {
        using var place = await gate.TryEnterAsync(site.Site, cancellationToken).ConfigureAwait(false);
        if (place is null)
        {
            return null;
        }

        var ack = await PushAsync(InboxEntry.Of(row), site, cancellationToken).ConfigureAwait(false);
        gate.Note(site.Site, taken: ack is not null);
        return ack;
    }

    private async Task SetDeadlineAsync(DownlinkRow row, CancellationToken cancellationToken)
    {
        var deadline = await deadlines.SetAsync(row.Key, row.ReceivedAt, cancellationToken).ConfigureAwait(false);
        await confirmations.ApplyAsync(
            row.Key,
            now => now.Wanted is null && now.ReceivedAt == row.ReceivedAt && now.Deadline != deadline
                ? new DownlinkChange().Set(DownlinkRow.Columns.Deadline, deadline)
                : new DownlinkChange(),
            cancellationToken).ConfigureAwait(false);
    }
}
