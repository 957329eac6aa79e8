using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// One change of a car park's guidance: the rows that it reads, what it makes of them, and one transaction under the ETags of all that it changes. The
/// list of spaces that can be booked, and what is due of bookings, follow from the rows and are written with them, so that they agree at every moment.
/// </summary>
internal sealed class GuidanceUnit(ITable table, SiteId site)
{
    private readonly Dictionary<string, Change<SpaceRow>> _spaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Change<BookingRow>> _bookings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Change<PlateRow>> _plates = new(StringComparer.Ordinal);

    /// <summary>Reads a space and a vehicle side by side.</summary>
    public async Task<(SpaceRow? Space, PlateRow Plate)> ReadAsync(string parkSpaceId, string plateHash, CancellationToken cancellationToken)
    {
        var space = table.GetAsync(site.Value, GuidanceRows.Space(parkSpaceId), cancellationToken);
        var plate = table.GetAsync(site.Value, GuidanceRows.Plate(plateHash), cancellationToken);
        Keep(parkSpaceId, (await space.ConfigureAwait(false)).Row);
        _plates[plateHash] = new(PlateRow.Read(plateHash, (await plate.ConfigureAwait(false)).Row));
        return (_spaces[parkSpaceId].Now, _plates[plateHash].Now!);
    }

    /// <summary>A space, or null.</summary>
    public async Task<SpaceRow?> SpaceAsync(string parkSpaceId, CancellationToken cancellationToken)
    {
        if (!_spaces.TryGetValue(parkSpaceId, out var change))
        {
            change = Keep(parkSpaceId, (await table.GetAsync(site.Value, GuidanceRows.Space(parkSpaceId), cancellationToken).ConfigureAwait(false)).Row);
        }

        return change.Now;
    }

    /// <summary>A vehicle; one of which nothing is known is empty.</summary>
    public async Task<PlateRow> PlateAsync(string plateHash, CancellationToken cancellationToken)
    {
        if (!_plates.TryGetValue(plateHash, out var change))
        {
            var read = await table.GetAsync(site.Value, GuidanceRows.Plate(plateHash), cancellationToken).ConfigureAwait(false);
            _plates[plateHash] = change = new(PlateRow.Read(plateHash, read.Row));
        }

        return change.Now!;
    }

    /// <summary>A booking, or null.</summary>
    public async Task<BookingRow?> BookingAsync(string number, CancellationToken cancellationToken)
    {
        if (!_bookings.TryGetValue(number, out var change))
        {
            var read = await table.GetAsync(site.Value, GuidanceRows.Booking(number), cancellationToken).ConfigureAwait(false);
            _bookings[number] = change = new(read.Row is null ? null : BookingRow.Read(site, read.Row));
        }

        return change.Now;
    }

    /// <summary>Takes spaces that were read elsewhere.</summary>
    public void Take(IEnumerable<(string ParkSpaceId, SpaceRow? Space)> read)
    {
        foreach (var (parkSpaceId, space) in read)
        {
            _spaces[parkSpaceId] = new(space);
        }
    }

    /// <summary>Changes a space that was read, or makes one that there was not.</summary>
    public void Put(SpaceRow space) => _spaces[space.Id].Now = space;

    /// <summary>Changes a vehicle that was read.</summary>
    public void Put(PlateRow plate) => _plates[plate.Hash].Now = plate;

    /// <summary>Changes a booking that was read, or makes one.</summary>
    public void Put(BookingRow booking)
    {
        if (_bookings.TryGetValue(booking.Id.Number, out var change))
        {
            change.Now = booking;
        }
        else
        {
            _bookings[booking.Id.Number] = new(null) { Now = booking };
        }
    }

    /// <summary>Removes a space that was read.</summary>
    public void RemoveSpace(string parkSpaceId) => _spaces[parkSpaceId].Now = null;

    /// <summary>Removes a vehicle that was read, and of which there is a row.</summary>
    public void RemovePlate(string plateHash) => _plates[plateHash].Now = null;

    /// <summary>Removes a booking that was read.</summary>
    public void RemoveBooking(string number) => _bookings[number].Now = null;

    /// <summary>Writes all changes, or none. False: somebody else has changed a row meanwhile.</summary>
    public async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions =
        [
            .. _bookings.Values.Where(change => change.IsReal).SelectMany(Actions),
            .. _spaces.Values.Where(change => change.IsReal).SelectMany(Actions),
            .. _plates.Values.Where(change => change.IsReal).Select(Action),
        ];
        return actions.Count == 0 || (await table.WriteAsync(actions, cancellationToken).ConfigureAwait(false)).Done;
    }

    private Change<SpaceRow> Keep(string parkSpaceId, TableEntity? row) =>
        _spaces[parkSpaceId] = new(row is null ? null : SpaceRow.Read(row));

    private IEnumerable<TableTransactionAction> Actions(Change<SpaceRow> change)
    {
        var (before, after) = (change.Before, change.Now);
        if (after is null)
        {
            yield return new(TableTransactionActionType.Delete, before!.ChangedColumns(site, before), before.ETag);
        }
        else
        {
            yield return Write(after.ChangedColumns(site, before), before?.ETag ?? default);
        }

        switch (before is { IsListed: true }, after is { IsListed: true })
        {
            case (false, true):
                yield return new(TableTransactionActionType.Add, after!.ToListed(site));
                break;

            case (true, true) when !after!.IsListedAs(before!):
                yield return new(TableTransactionActionType.UpsertReplace, after.ToListed(site));
                break;

            case (true, false):
                yield return Remove(GuidanceRows.Available(before!.Id));
                break;
        }
    }

    private IEnumerable<TableTransactionAction> Actions(Change<BookingRow> change)
    {
        var (before, after) = (change.Before, change.Now);
        yield return after is null
            ? new(TableTransactionActionType.Delete, before!.ToRow(), before.ETag)
            : Write(after.ToRow(), before?.ETag ?? default);
        if (before?.Due == after?.Due)
        {
            yield break;
        }

        if (before?.Due is { } was)
        {
            yield return Remove(GuidanceRows.Due(was, before.Id.Number));
        }

        if (after?.Due is { } due)
        {
            yield return new(TableTransactionActionType.Add, DueBooking.ToRow(after, due));
        }
    }

    private TableTransactionAction Action(Change<PlateRow> change) => change.Now is { } now
        ? Write(now.ToRow(site), change.Before!.ETag)
        : new(TableTransactionActionType.Delete, change.Before!.ToRow(site), change.Before.ETag);

    private static TableTransactionAction Write(TableEntity row, ETag etag) => etag == default
        ? new(TableTransactionActionType.Add, row)
        : new(TableTransactionActionType.UpdateMerge, row, etag);

    private TableTransactionAction Remove(string row) =>
        new(TableTransactionActionType.Delete, new TableEntity(site.Value, row) { ETag = ETag.All }, ETag.All);

    private sealed class Change<T>(T? read)
        where T : class
    {
        public T? Before { get; } = read;

        public T? Now { get; set; } = read;

        public bool IsReal => !Equals(Before, Now);
    }
}
