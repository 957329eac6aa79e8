using Azure.Data.Tables;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Keeps what the city brain says: payment results, departure-pay infos, invoice states, overdue states.</summary>
internal sealed class FactStore(DownlinkStore store, BillPayments bills, TimeProvider time)
{
    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 20;

    /// <summary>
    /// Stores a fact, what it means for a bill, and whatever else belongs to the same transaction. Returns what it did, or null when the first row
    /// alongside is there already.
    /// </summary>
    /// <param name="fact">The fact.</param>
    /// <param name="alongside">The rows that are written with it, which depend on its effect.</param>
    public async Task<FactEffect?> StoreFactAsync(
        Fact fact, Func<FactEffect, IReadOnlyList<TableTransactionAction>> alongside, CancellationToken cancellationToken)
    {
        var row = DownlinkRows.Subject(fact.Topic, fact.Fields);
        for (var round = 0; round < MaximumRounds; round++)
        {
            var known = row is null ? null : await FindAsync(fact.Site, row, cancellationToken).ConfigureAwait(false);
            var effect = FactJudge.Judge(known, fact);
            List<TableTransactionAction> changes = [.. alongside(effect)];
            var isAlone = changes.Count == 0;
            if (row is not null && effect == FactEffect.Processed)
            {
                changes.Add(Change(fact, row, known));
            }

            // Also of an older one: it may say something else of a payment than is known.
            var news = await bills.NewsAsync(fact, cancellationToken).ConfigureAwait(false);
            changes.AddRange(news.Changes);
            if (changes.Count == 0)
            {
                return effect;
            }

            var written = await store.Table.WriteAsync(changes, cancellationToken).ConfigureAwait(false);
            if (written.Done)
            {
                await bills.NoteAsync(news).ConfigureAwait(false);
                return effect;
            }

            if (written is { Outcome: WriteOutcome.AlreadyExists, FailedIndex: 0 } && !isAlone)
            {
                return null;
            }
        }

        throw new IOException("What is known of a subject changed under every attempt to store a message about it.");
    }

    /// <summary>What was said last of a subject, or null.</summary>
    public async Task<FactRow?> FindAsync(SiteId site, string row, CancellationToken cancellationToken)
    {
        var read = await store.Table.GetAsync(site.Value, row, cancellationToken).ConfigureAwait(false);
        return read.Row is null ? null : new FactRow(read.Row);
    }

    private TableTransactionAction Change(Fact fact, string row, FactRow? known)
    {
        var changed = new TableEntity(fact.Site.Value, row)
        {
            [FactRow.Columns.Newest] = FactJudge.NewestAfter(known, fact, time.GetUtcNow()),
            [FactRow.Columns.Settled] = fact.Settles || known is { IsSettled: true },
            [FactRow.Columns.Data] = fact.Fields.GetRawText(),
            [FactRow.Columns.ReceivedAt] = fact.ReceivedAt,
        };
        return known is null
            ? new TableTransactionAction(TableTransactionActionType.Add, changed)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, changed, known.ETag);
    }
}
