using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Guidance;

/// <summary>The table <c>Guidance</c>: spaces, bookings and vehicles of a car park in one partition, so that a booking is one transaction.</summary>
internal sealed class GuidanceStore(ITable table)
{
    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 30;

    private const int ReadsAtOnce = 16;

    public ITable Table => table;

    /// <summary>Changes a car park's rows; what is decided on rows that somebody else has changed meanwhile is decided anew.</summary>
    public async Task<T> ChangeAsync<T>(SiteId site, Func<GuidanceUnit, Task<T>> decide, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var unit = new GuidanceUnit(table, site);
            var result = await decide(unit).ConfigureAwait(false);
            if (await unit.SaveAsync(cancellationToken).ConfigureAwait(false))
            {
                return result;
            }
        }

        throw new IOException("The rows of a car park's guidance changed under every attempt to change them.");
    }

    /// <summary>Rows of a car park to look at only.</summary>
    public GuidanceUnit Look(SiteId site) => new(table, site);

    /// <summary>A booking, or null.</summary>
    public Task<BookingRow?> FindAsync(BookRecordId id, CancellationToken cancellationToken) => Look(id.Site).BookingAsync(id.Number, cancellationToken);

    /// <summary>The spaces that can be booked at a time: those in the list, and those whose booking is over and not tidied yet.</summary>
    public async Task<IReadOnlyList<SpaceRow>> AvailableAsync(SiteId site, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var (overdue, available) = (new List<DueBooking>(), new List<SpaceRow>());
        await foreach (var row in table.ReadAllAsync(GuidanceRows.DueByAndAvailable(site, time), columns: null, cancellationToken).ConfigureAwait(false))
        {
            if (row.RowKey.StartsWith(GuidanceRows.DuePrefix, StringComparison.Ordinal))
            {
                overdue.Add(DueBooking.Read(row));
            }
            else
            {
                available.Add(SpaceRow.ReadListed(row));
            }
        }

        foreach (var due in overdue.Where(due => due.HeldSpace.Length > 0).Chunk(ReadsAtOnce))
        {
            var freed = await Task.WhenAll(due.Select(booking => FreedAsync(site, booking, cancellationToken))).ConfigureAwait(false);
            available.AddRange(freed.OfType<SpaceRow>());
        }

        return available;
    }

    /// <summary>What is due of bookings by a time.</summary>
    public async Task<IReadOnlyList<DueBooking>> DueAsync(SiteId site, DateTimeOffset time, int take, CancellationToken cancellationToken) =>
        [.. (await table.ReadAsync(GuidanceRows.DueBy(site, time), take, columns: null, cancellationToken).ConfigureAwait(false)).Select(DueBooking.Read)];

    /// <summary>All spaces of a car park.</summary>
    public ValueTask<List<SpaceRow>> SpacesAsync(SiteId site, CancellationToken cancellationToken) => table
        .ReadAllAsync(RowRange.StartingWith(site.Value, GuidanceRows.SpacePrefix), columns: null, cancellationToken)
        .Select(SpaceRow.Read)
        .ToListAsync(cancellationToken);

    /// <summary>True when a car park has told of any space.</summary>
    public async Task<bool> HasSpacesAsync(SiteId site, CancellationToken cancellationToken) =>
        (await table.ReadAsync(RowRange.StartingWith(site.Value, GuidanceRows.SpacePrefix), 1, ["RowKey"], cancellationToken).ConfigureAwait(false)).Count > 0;

    private async Task<SpaceRow?> FreedAsync(SiteId site, DueBooking due, CancellationToken cancellationToken)
    {
        var space = await Look(site).SpaceAsync(due.HeldSpace, cancellationToken).ConfigureAwait(false);
        return space is { Bookable: true, Occupant: "" } && space.Booking == due.Number ? space : null;
    }
}
