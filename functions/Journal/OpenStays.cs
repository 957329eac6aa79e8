using System.Text.Json;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>A stay that has begun and not ended.</summary>
/// <param name="Uid">流水号.</param>
/// <param name="ArriveTime">When the vehicle arrived, as the car park wrote it.</param>
/// <param name="AcceptedAt">When we heard of it.</param>
internal sealed record OpenStay(string Uid, string ArriveTime, DateTimeOffset AcceptedAt);

/// <summary>Finds the stay of a vehicle that is inside.</summary>
internal sealed class OpenStays(ITable table, EventJournal journal)
{
    /// <summary>The stay, or null when the vehicle's last record is no arrival.</summary>
    public async Task<OpenStay?> FindAsync(SiteId site, Vehicle vehicle, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.VehiclePrefix(vehicle));
        var found = await table.ReadAsync(range, 1, ["RowKey"], cancellationToken).ConfigureAwait(false);
        if (found is not [var newest] || Rows.KindAndKey(newest.RowKey) is not (RecordKind.Arrival, var key))
        {
            return null;
        }

        var arrival = await journal.FindAsync(site, RecordKind.Arrival, key, cancellationToken).ConfigureAwait(false);
        return arrival is null ? null : Read(arrival);
    }

    private static OpenStay Read(JournalRow arrival)
    {
        using var document = JsonDocument.Parse(arrival.Payload);
        var time = document.RootElement.GetProperty("data").GetProperty("arriveTime").GetString()!;
        return new OpenStay(arrival.Uid!, time, arrival.AcceptedAt);
    }
}
