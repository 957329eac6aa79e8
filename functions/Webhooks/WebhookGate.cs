using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Webhooks;

/// <summary>
/// Keeps a car park that does not answer from holding up the others: a few calls at the same time, and after failures none at once for a
/// while; its messages then wait in the inbox until they are tried again. Each process judges for itself.
/// </summary>
internal sealed class WebhookGate(TimeProvider time, Random chance) : IDisposable
{
    /// <summary>Calls at the same time for one car park.</summary>
    public const int MostAtOnce = 8;

    /// <summary>How long a call waits for others to end: a car park that answers ends them in less.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<SiteId, State> _sites = new();

    private readonly PartitionedRateLimiter<SiteId> _slots = PartitionedRateLimiter.Create<SiteId, SiteId>(
        site => RateLimitPartition.GetConcurrencyLimiter(site, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = MostAtOnce,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Lets a call in, perhaps after others have ended. Null: not now. Whoever is in leaves by disposing what it was given.</summary>
    public async Task<IDisposable?> TryEnterAsync(SiteId site, CancellationToken cancellationToken)
    {
        if (IsClosed(site))
        {
            return null;
        }

        using var limit = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var slot = await _slots.AcquireAsync(site, permitCount: 1, either.Token).ConfigureAwait(false);
            if (!IsClosed(site))
            {
                return slot;
            }

            slot.Dispose();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // All are still waiting for the car park's answers.
        }

        return null;
    }

    /// <summary>Tells how a call ended.</summary>
    public void Note(SiteId site, bool taken)
    {
        var state = _sites.GetOrAdd(site, _ => new State());
        lock (state)
        {
            if (taken)
            {
                (state.Failures, state.ClosedUntil) = (0, default);
            }
            else if (state.ClosedUntil <= time.GetUtcNow())
            {
                // Calls that fail side by side are one failure.
                state.Failures++;
                state.ClosedUntil = time.GetUtcNow() + BackOff.After(state.Failures, chance.NextDouble());
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private bool IsClosed(SiteId site)
    {
        if (!_sites.TryGetValue(site, out var state))
        {
            return false;
        }

        lock (state)
        {
            return state.ClosedUntil > time.GetUtcNow();
        }
    }

    private sealed class State
    {
        public int Failures { get; set; }

        public DateTimeOffset ClosedUntil { get; set; }
    }
}
