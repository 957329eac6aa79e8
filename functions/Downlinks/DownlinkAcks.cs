using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>What follows when a car park says that it has a message, or that it could not take it.</summary>
internal sealed class DownlinkAcks(
    DownlinkStore store, Confirmations confirmations, AdvanceBills advance, DownlinkMetrics metrics, TimeProvider time)
{
    // A platform that has used a requestId again so often has asked about something else since.
    private const int MostQuestions = 20;

    /// <summary>Notes a car park's word and tells the city brain. False: there is no such message.</summary>
    public async Task<bool> TakeAsync(DownlinkKey key, DownlinkAck ack, CancellationToken cancellationToken)
    {
        if (ack is { Success: true, Answer: { } answer })
        {
            await advance.NoteAsync(key.Site, answer, cancellationToken).ConfigureAwait(false);
        }

        var wasWaiting = false;
        var row = await confirmations.ApplyAsync(
            key,
            row =>
            {
                wasWaiting = row.InboxRow is not null;
                return Change(row, ack);
            },
            cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            return false;
        }

        if (wasWaiting)
        {
            metrics.Delivered(key.Topic, ack.Way);
        }

        return true;
    }

    /// <summary>
    /// The car park has the city brain told by a command of its own what a vehicle owes (uploadFee): the question with that requestId is
    /// answered by it, and no deadline says otherwise.
    /// </summary>
    public async Task AnsweredByCommandAsync(SiteId site, long requestId, string payload, bool isHeard, CancellationToken cancellationToken)
    {
        foreach (var question in await store.WithRequestIdAsync(site, DownlinkTopic.Fee, requestId, MostQuestions, cancellationToken).ConfigureAwait(false))
        {
            await AnswerAsync(question, payload, isHeard, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(DownlinkRow question, string payload, bool isHeard, CancellationToken cancellationToken)
    {
        for (var row = question; row is not null; row = (await store.FindAsync(question.Key, cancellationToken).ConfigureAwait(false)).Row)
        {
            var change = Change(row, new DownlinkAck(Success: true, payload, DownlinkAck.ByInbox));
            if (isHeard && row is { Claim: null, Sent: not true })
            {
                change
                    .Set(DownlinkRow.Columns.Wanted, true)
                    .Set(DownlinkRow.Columns.Sent, true)
                    .Set(DownlinkRow.Columns.SentAt, time.GetUtcNow())
                    .Set(DownlinkRow.Columns.Deadline, string.Empty);
            }

            if (change.IsEmpty || await store.UpdateAsync(row, change, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }
    }

    private DownlinkChange Change(DownlinkRow row, DownlinkAck ack)
    {
        var change = new DownlinkChange();
        if (row.InboxRow is not null)
        {
            change
                .Set(DownlinkRow.Columns.InboxRow, string.Empty)
                .Set(DownlinkRow.Columns.DeliveredAt, time.GetUtcNow())
                .Set(DownlinkRow.Columns.DeliveredBy, ack.Way);
        }

        if (row.Key.Topic.IsOurs)
        {
            return row.Key.Topic.Orders && row.CarParkSaid is null ? change.Set(DownlinkRow.Columns.CarParkSaid, ack.Success) : change;
        }

        // True is written over anything, false only over nothing: the last word is that the car park has it.
        var isAnswered = ack.Success && (!row.Key.Topic.Asks || ack.Answer is not null);
        if (isAnswered && row.Wanted != true)
        {
            change.Set(DownlinkRow.Columns.Wanted, true);
            if (ack.Answer is { } answer)
            {
                change.Set(DownlinkRow.Columns.Answer, answer);
            }
        }
        else if (!ack.Success && row.Wanted is null)
        {
            change.Set(DownlinkRow.Columns.Wanted, false);
        }

        return change;
    }
}
