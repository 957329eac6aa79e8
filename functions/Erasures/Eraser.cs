using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Erasures;

/// <summary>
/// Carries out a plan. Whatever dies on the way, what is left is found again: each row goes with its index rows in one transaction, and the passages, by which the
/// rest of a stay is found, go last. What was changed since it was looked at stays. A photo goes after its record, which may need it until then: one that is left
/// behind by a process that dies between the two is removed with the old photos.
/// </summary>
internal sealed class Eraser(ITable journal, DownlinkStore downlinks, DownlinkFields fields, IPhotoStore photos, GuidanceTraces guidance)
{
    private const string ChangedMeanwhile = "changed meanwhile: look again";

    /// <summary>Erases; returns what was erased, and what was not.</summary>
    public async Task<ErasurePlan> EraseAsync(ErasurePlan plan, CancellationToken cancellationToken)
    {
        List<KeptItem> kept = [.. plan.Kept];
        var goneMessages = await EachAsync(plan.Messages, EraseAsync, message => message.Key.Id, kept, cancellationToken).ConfigureAwait(false);
        var goneFacts = await EachAsync(plan.Facts, (row, token) => EraseFactAsync(plan.Site, row, token), row => row, kept, cancellationToken).ConfigureAwait(false);
        var goneBills = await EachAsync(plan.Bills, EraseAsync, bill => $"bill {bill.BillId}", kept, cancellationToken).ConfigureAwait(false);
        var goneRecords = await RecordsAsync(plan, goneBills, kept, cancellationToken).ConfigureAwait(false);
        var gonePhotos = await PhotosAsync(plan, goneRecords, cancellationToken).ConfigureAwait(false);
        var goneBookings = await EachAsync(plan.Bookings, guidance.RemoveAsync, booking => $"booking {booking.Id}", kept, cancellationToken).ConfigureAwait(false);
        var gonePlaces = await EachAsync(
            plan.Places, (plate, token) => guidance.RemovePlaceAsync(plan.Site, plate, token), _ => "the vehicle's place", kept, cancellationToken).ConfigureAwait(false);
        return new ErasurePlan(plan.Site, goneRecords, goneBills, goneMessages, goneFacts, kept) { Photos = gonePhotos, Bookings = goneBookings, Places = gonePlaces };
    }

    private static async Task<IReadOnlyList<T>> EachAsync<T>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task<bool>> erase, Func<T, string> name, List<KeptItem> kept, CancellationToken cancellationToken)
    {
        var gone = new List<T>();
        foreach (var item in items)
        {
            if (await erase(item, cancellationToken).ConfigureAwait(false))
            {
                gone.Add(item);
            }
            else
            {
                kept.Add(new KeptItem(name(item), ChangedMeanwhile));
            }
        }

        return gone;
    }

    private async Task<IReadOnlyList<JournalRow>> RecordsAsync(
        ErasurePlan plan, IReadOnlyList<BillRow> goneBills, List<KeptItem> kept, CancellationToken cancellationToken)
    {
        var (passages, others) = (plan.Records.Where(record => record.Passage is not null).ToList(), plan.Records.Where(record => record.Passage is null).ToList());
        var gone = await EraseAsync(others).ConfigureAwait(false);
        var left = plan.Bills.Except(goneBills).Select(bill => bill.Told?.Uid).Concat(others.Except(gone).Select(record => record.Uid)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        kept.AddRange(passages.Where(IsNeeded).Select(record => new KeptItem(ReceiptId.Of(record.Kind, record.Key), "something of its stay has changed meanwhile: look again")));
        return [.. gone, .. await EraseAsync([.. passages.Where(record => !IsNeeded(record))]).ConfigureAwait(false)];

        bool IsNeeded(JournalRow passage) => passage.Uid is { } uid && left.Contains(uid);

        Task<IReadOnlyList<JournalRow>> EraseAsync(IReadOnlyList<JournalRow> records) => EachAsync(
            records, (record, token) => this.EraseAsync(plan.Site, record, token), record => ReceiptId.Of(record.Kind, record.Key), kept, cancellationToken);
    }

    private async Task<IReadOnlyList<KeptPhoto>> PhotosAsync(ErasurePlan plan, IReadOnlyList<JournalRow> goneRecords, CancellationToken cancellationToken)
    {
        var removed = new List<KeptPhoto>();
        foreach (var photo in plan.Photos.Where(photo => goneRecords.Contains(photo.Record)))
        {
            if (await photos.RemoveAsync(photo.Blob, cancellationToken).ConfigureAwait(false))
            {
                removed.Add(photo);
            }
        }

        return removed;
    }

    private async Task<bool> EraseAsync(SiteId site, JournalRow record, CancellationToken cancellationToken)
    {
        await journal.RemoveAllAsync(RowRange.StartingWith(site.Value, Rows.PastPrefix(record.Kind, record.Key)), cancellationToken).ConfigureAwait(false);
        return await journal.RemoveAsync(record.Change(), JournalChanges.Companions(record), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> EraseAsync(BillRow bill, CancellationToken cancellationToken)
    {
        await downlinks.Table.RemoveAllAsync(RowRange.StartingWith(bill.Site.Value, BillRows.HistoryPrefix(bill.BillId)), cancellationToken).ConfigureAwait(false);
        var row = new TableEntity(bill.Site.Value, BillRows.Bill(bill.BillId)) { ETag = bill.ETag };
        return await downlinks.Table.RemoveAsync(row, BillStore.IndexesOf(bill), cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> EraseAsync(DownlinkRow message, CancellationToken cancellationToken)
    {
        var row = new TableEntity(message.Key.Site.Value, message.Key.Row) { ETag = message.ETag };
        return downlinks.Table.RemoveAsync(row, DownlinkRows.Indexes(message.Key, fields.Of(message)), cancellationToken);
    }

    private async Task<bool> EraseFactAsync(SiteId site, string row, CancellationToken cancellationToken) =>
        await downlinks.Table.RemoveAsync(new TableEntity(site.Value, row) { ETag = ETag.All }, [], cancellationToken).ConfigureAwait(false);
}
