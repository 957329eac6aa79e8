using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Takes a message in: its row, what it says, and its place in the inbox in one transaction. What came before is resumed and
/// never "seen".
/// </summary>
internal sealed class DownlinkReception(
    DownlinkStore store,
    FactStore facts,
    Deadlines deadlines,
    InboxSignals signals,
    SequenceSource sequences,
    DownlinkMetrics metrics,
    ILogger<DownlinkReception> logger)
{
    private const string SequenceKind = "downlink";

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 20;

    /// <summary>Takes a message in; returns its row as it is then.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isPushed">Whether a webhook is called at once, so that only its failure needs a deadline.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<DownlinkRow> TakeInAsync(DownlinkMessage message, bool isPushed, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var (known, _) = await store.FindAsync(message.Key, cancellationToken).ConfigureAwait(false);
            if (known is null)
            {
                await TakeInNewAsync(message, isPushed, cancellationToken).ConfigureAwait(false);
            }
            else if (message.ReceivedAt <= known.ReceivedAt)
            {
                return known;
            }
            else if (await TakeInAgainAsync(known, message, isPushed, cancellationToken).ConfigureAwait(false) is { } row)
            {
                return row;
            }
        }

        throw new IOException("A message changed under every attempt to take it in.");
    }

    private async Task TakeInNewAsync(DownlinkMessage message, bool isPushed, CancellationToken cancellationToken)
    {
        var deadline = isPushed ? null : await deadlines.SetAsync(message.Key, message.ReceivedAt, cancellationToken).ConfigureAwait(false);
        var effect = await facts.StoreFactAsync(
            Fact.Of(message), effect => NewRows(message, effect, deadline), cancellationToken).ConfigureAwait(false);
        signals.Ring(message.Key.Site);
        metrics.Received(message.Key.Topic, effect);
        if (effect == FactEffect.Contradicts)
        {
            DownlinkLog.Contradicts(logger, message.Key.Site.Value, message.Key.Topic.Name, message.Key.RequestId);
        }
    }

    private List<TableTransactionAction> NewRows(DownlinkMessage message, FactEffect effect, string? deadline)
    {
        if (effect != FactEffect.Processed)
        {
            return [NewRow(null, null), DownlinkStore.Open(message.Key, notBefore: null), .. DownlinkStore.Indexes(message)];
        }

        var inboxRow = NewInboxRow();
        List<TableTransactionAction> rows =
        [
            NewRow(inboxRow, deadline),
            .. DownlinkStore.Indexes(message),
            InboxEntry.Add(message.Key, inboxRow, message.Timestamp, message.ReceivedAt, message.Data),
        ];
        if (deadline is not null)
        {
            rows.Add(DownlinkStore.Deadline(message.Key.Site, deadline));
        }

        return rows;

        TableTransactionAction NewRow(string? inbox, string? due) => new(TableTransactionActionType.Add, DownlinkRow.New(message, effect, inbox, due));
    }

    // The platform sends what it did not hear of again: whatever the car park has stays true, and the 20 s begin anew.
    private async Task<DownlinkRow?> TakeInAgainAsync(
        DownlinkRow known, DownlinkMessage message, bool isPushed, CancellationToken cancellationToken)
    {
        var change = new DownlinkChange()
            .Set(DownlinkRow.Columns.ReceivedAt, message.ReceivedAt)
            .Set(DownlinkRow.Columns.Sent, (bool?)null);
        if (known.Wanted == false)
        {
            change.Set(DownlinkRow.Columns.Wanted, (bool?)null);
        }

        var isAskedAnew = known.Key.Topic.Asks && message.Timestamp != known.Timestamp;
        if (isAskedAnew)
        {
            AskAnew(known, message, change);
        }

        if (!isPushed && (known.InboxRow is not null || isAskedAnew))
        {
            change.Set(DownlinkRow.Columns.Deadline, await deadlines.SetAsync(known.Key, message.ReceivedAt, cancellationToken).ConfigureAwait(false));
        }

        metrics.Received(message.Key.Topic, effect: null);
        var row = await store.UpdateAsync(known, change, cancellationToken).ConfigureAwait(false);
        signals.Ring(message.Key.Site);
        return row;
    }

    // What a vehicle owed then is not what it owes now.
    private void AskAnew(DownlinkRow known, DownlinkMessage message, DownlinkChange change)
    {
        change
            .Set(DownlinkRow.Columns.Timestamp, message.Timestamp)
            .Set(DownlinkRow.Columns.Wanted, (bool?)null)
            .Set(DownlinkRow.Columns.Answer, string.Empty);
        if (known.InboxRow is null)
        {
            change.Set(DownlinkRow.Columns.InboxRow, NewInboxRow());
        }
    }

    private string NewInboxRow() => DownlinkRows.Inbox(sequences.Next(SequenceKind));
}
