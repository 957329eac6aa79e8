using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Ringing where nothing depends on it.</summary>
internal static class Bells
{
    /// <summary>Rings at once; a bell that cannot be rung is logged and no failure of what was done before it, since Watch rings instead.</summary>
    public static async Task TryRingAsync(this IBell bell, SiteId site, ILogger logger)
    {
        try
        {
            await bell.RingAsync(site, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the queue's fault is, Watch rings.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ForwardingLog.BellNotRung(logger, site.Value, fault);
        }
    }
}
