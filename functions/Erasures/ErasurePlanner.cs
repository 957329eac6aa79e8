using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Erasures;

/// <summary>Finds what is kept of a vehicle, by the indexes of plates. Nothing that is still to be done is to be erased.</summary>
internal sealed class ErasurePlanner(
    StayRecords records, OpenStays openStays, BillStore bills, DownlinkStore downlinks, DownlinkFields fields, FactStore facts, GuidanceTraces guidance, TimeProvider time)
{
    // The dictionary has fewer; a digit is as long as a code may be.
    private const int Colors = 10;

    // A driver who was told what is owed may pay for as long.
    private static readonly TimeSpan MayBePaid = TimeSpan.FromDays(1);

    /// <summary>Finds what one car park has.</summary>
    public async Task<ErasurePlan> PlanAsync(SiteId site, string plateHash, CancellationToken cancellationToken)
    {
        var kept = new List<KeptItem>();
        var found = await RecordsAsync(site, plateHash, cancellationToken).ConfigureAwait(false);
        var messages = await downlinks.NamingAsync(site, DownlinkRows.PlatePrefix(plateHash), cancellationToken).ConfigureAwait(false);
        var ownBills = await BillsAsync(site, plateHash, found, messages, cancellationToken).ConfigureAwait(false);
        var aboutBills = await AboutAsync(site, ownBills, messages, cancellationToken).ConfigureAwait(false);

        var goingRecords = Going(found, await InsideAsync(site, plateHash, found, cancellationToken).ConfigureAwait(false), kept);
        var goingBills = Split(ownBills, IsOpen, bill => new KeptItem($"bill {bill.BillId}", WhyOpen(bill)), kept);
        var goingMessages = Split(
            [.. messages, .. aboutBills], message => message.IsOpen || message.InboxRow is not null, message => new KeptItem(message.Key.Id, "not delivered or not confirmed yet"), kept);
        var bookings = Split(
            await guidance.BookingsAsync(site, plateHash, cancellationToken).ConfigureAwait(false), booking => booking.IsOpen, booking => new KeptItem($"booking {booking.Id}", "not over yet"), kept);
        return new ErasurePlan(site, goingRecords, goingBills, goingMessages, await FactsAsync(site, plateHash, goingBills, cancellationToken).ConfigureAwait(false), kept)
        {
            Photos = await PhotosAsync(site, goingRecords, cancellationToken).ConfigureAwait(false),
            Bookings = bookings,
            Places = await guidance.HasPlaceAsync(site, plateHash, cancellationToken).ConfigureAwait(false) ? [plateHash] : [],
        };
    }

    private async Task<IReadOnlyList<JournalRow>> RecordsAsync(SiteId site, string plateHash, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, JournalRow>(StringComparer.Ordinal);
        void Add(IEnumerable<JournalRow> more)
        {
            foreach (var record in more)
            {
                found.TryAdd(ReceiptId.Of(record.Kind, record.Key), record);
            }
        }

        for (var color = 0; color < Colors; color++)
        {
            Add(await records.PassagesOfAsync(site, new Vehicle($"{color}", plateHash), cancellationToken).ConfigureAwait(false));
        }

        Add(await records.NamingAsync(site, plateHash, cancellationToken).ConfigureAwait(false));
        foreach (var uid in found.Values.Select(record => record.Uid).OfType<string>().Distinct().ToList())
        {
            Add(await records.OfUidAsync(site, uid, cancellationToken).ConfigureAwait(false));
        }

        return [.. found.Values];
    }

    private async Task<IReadOnlyList<BillRow>> BillsAsync(
        SiteId site, string plateHash, IReadOnlyList<JournalRow> found, IReadOnlyList<DownlinkRow> messages, CancellationToken cancellationToken)
    {
        var all = (await bills.IndexedAsync(site, BillRows.PlatePrefix(plateHash), cancellationToken).ConfigureAwait(false)).ToDictionary(bill => bill.BillId);
        foreach (var uid in found.Select(record => record.Uid).OfType<string>().Distinct())
        {
            foreach (var bill in await bills.IndexedAsync(site, BillRows.UidPrefix(uid), cancellationToken).ConfigureAwait(false))
            {
                all.TryAdd(bill.BillId, bill);
            }
        }

        // Of a bill that was never told of, only the message with its payment names the vehicle.
        foreach (var billId in messages.Select(BillIdOf).OfType<string>().Where(billId => !all.ContainsKey(billId)).Distinct().ToList())
        {
            if ((await bills.FindAsync(site, billId, cancellationToken).ConfigureAwait(false)).Bill is { Told: null } bill)
            {
                all[billId] = bill;
            }
        }

        return [.. all.Values];
    }

    // Messages of ours name a bill and no plate.
    private async Task<IReadOnlyList<DownlinkRow>> AboutAsync(
        SiteId site, IReadOnlyList<BillRow> ownBills, IReadOnlyList<DownlinkRow> known, CancellationToken cancellationToken)
    {
        var rows = known.Select(message => message.Key.Row).ToHashSet(StringComparer.Ordinal);
        var more = new List<DownlinkRow>();
        foreach (var bill in ownBills)
        {
            var about = await downlinks.NamingAsync(site, DownlinkRows.BillPrefix(bill.BillId), cancellationToken).ConfigureAwait(false);
            more.AddRange(about.Where(message => rows.Add(message.Key.Row)));
        }

        return more;
    }

    // The stays of the vehicle that have begun and not ended: its departure will be held against them.
    private async Task<IReadOnlySet<string>> InsideAsync(SiteId site, string plateHash, IReadOnlyList<JournalRow> found, CancellationToken cancellationToken)
    {
        var left = found.Where(record => record.Passage is not null && record.Kind != RecordKind.Arrival).Select(record => record.Uid).ToHashSet(StringComparer.Ordinal);
        var inside = new HashSet<string>(StringComparer.Ordinal);
        for (var color = 0; color < Colors; color++)
        {
            if (await openStays.FindAsync(site, new Vehicle($"{color}", plateHash), cancellationToken).ConfigureAwait(false) is { } stay && !left.Contains(stay.Uid))
            {
                inside.Add(stay.Uid);
            }
        }

        return inside;
    }

    // Of a stay of which anything waits, arrival and departure stay too: the rest is found by them.
    private static IReadOnlyList<JournalRow> Going(IReadOnlyList<JournalRow> found, IReadOnlySet<string> inside, List<KeptItem> kept)
    {
        var waiting = found.Where(record => record.State == JournalState.Pending).Select(record => record.Uid).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Split(found, record => Why(record) is not null, record => new KeptItem(ReceiptId.Of(record.Kind, record.Key), Why(record)!), kept);

        string? Why(JournalRow record) =>
            record.State == JournalState.Pending ? "not with the city brain yet"
            : record.Uid is not { } uid ? null
            : inside.Contains(uid) ? "the vehicle is inside"
            : record.Passage is not null && waiting.Contains(uid) ? "something of its stay is not with the city brain yet"
            : null;
    }

    private bool IsOpen(BillRow bill) =>
        bill.IsDriven || bill.Reviews.Count > 0 || (!bill.IsOver && time.GetUtcNow() - bill.AppliedAt < MayBePaid);

    private static string WhyOpen(BillRow bill) => bill.Reviews.Count > 0 ? "to be reviewed" : "not settled yet";

    private async Task<IReadOnlyList<string>> FactsAsync(
        SiteId site, string plateHash, IReadOnlyList<BillRow> goingBills, CancellationToken cancellationToken)
    {
        IEnumerable<string> candidates =
        [
            .. Enumerable.Range(0, Colors).Select(color => DownlinkRows.DeparturePayInfo(new Vehicle($"{color}", plateHash))),
            DownlinkRows.OverDue(plateHash),
            .. goingBills.SelectMany(bill => DownlinkRows.OfBill(bill.BillId)),
        ];
        var known = new List<string>();
        foreach (var row in candidates)
        {
            if (await facts.FindAsync(site, row, cancellationToken).ConfigureAwait(false) is not null)
            {
                known.Add(row);
            }
        }

        return known;
    }

    // Those of earlier revisions too.
    private async Task<IReadOnlyList<KeptPhoto>> PhotosAsync(SiteId site, IReadOnlyList<JournalRow> going, CancellationToken cancellationToken)
    {
        var photos = new List<KeptPhoto>();
        foreach (var record in going.Where(record => record.PhotoBlob is not null))
        {
            var past = await records.PastOfAsync(site, record, cancellationToken).ConfigureAwait(false);
            photos.AddRange(past.Append(record).Select(life => life.PhotoBlob).OfType<string>().Distinct().Select(blob => new KeptPhoto(record, blob)));
        }

        return photos;
    }

    private static IReadOnlyList<T> Split<T>(IReadOnlyList<T> items, Predicate<T> stays, Func<T, KeptItem> why, List<KeptItem> kept)
    {
        kept.AddRange(items.Where(item => stays(item)).Select(why));
        return [.. items.Where(item => !stays(item))];
    }

    private string? BillIdOf(DownlinkRow message) => fields.Of(message).TryGetProperty("billID", out var billId) ? billId.GetString() : null;
}
