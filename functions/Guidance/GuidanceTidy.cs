using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// Writes down what time alone has done: bookings whose time is over are ended, and 30 days after a booking's end the plate and the trace of the phone number are removed. Nothing waits for
/// it: whoever reads judges by the time.
/// </summary>
internal sealed class GuidanceTidy(GuidanceStore store, TimeProvider time)
{
    private const int MostAtOnce = 500;

    /// <summary>Does what is due at a car park.</summary>
    public async Task RunAsync(SiteId site, CancellationToken cancellationToken)
    {
        foreach (var due in await store.DueAsync(site, time.GetUtcNow(), MostAtOnce, cancellationToken).ConfigureAwait(false))
        {
            await store.ChangeAsync(site, unit => DoAsync(unit, due.Number, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> DoAsync(GuidanceUnit unit, string number, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await unit.OpenAsync(number, now, cancellationToken).ConfigureAwait(false) is null
            && await unit.BookingAsync(number, cancellationToken).ConfigureAwait(false) is { IsOpen: false } ended && ended.Due <= now)
        {
            unit.Put(ended with { Plate = string.Empty, Phone = string.Empty });
        }

        return true;
    }
}
