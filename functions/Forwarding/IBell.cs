using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Asks for a site's outbox to be drained. A bell is a hint that may be lost or come twice; <c>Watch</c> is the guarantee.</summary>
internal interface IBell
{
    /// <summary>Rings after <paramref name="delay"/> (zero: at once).</summary>
    Task RingAsync(SiteId site, TimeSpan delay, CancellationToken cancellationToken);
}
