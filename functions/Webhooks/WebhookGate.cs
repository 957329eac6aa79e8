using System.Collections.Concurrent;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Webhooks;

/// <summary>
/// Keeps a car park that does not answer from holding up the others: a few calls at the same time, and after failures none at once for a
/// while; its messages then wait in the inbox until they are tried again. Each process judges for itself.
/// </summary>
internal sealed class WebhookGate(TimeProvider time, Random chance)
{
    /// <summary>Calls at the same time for one car park.</summary>
    public const int MostAtOnce = 8;

    private readonly ConcurrentDictionary<SiteId, State> _sites = new();

    /// <summary>Counts a call in. False: not now.</summary>
    public bool TryEnter(SiteId site)
    {
        var state = _sites.GetOrAdd(site, _ => new State());
        lock (state)
        {
            if (state.Inside >= MostAtOnce || state.ClosedUntil > time.GetUtcNow())
            {
                return false;
            }

            state.Inside++;
            return true;
        }
    }

    /// <summary>Counts a call out.</summary>
    public void Leave(SiteId site, bool taken)
    {
        var state = _sites.GetOrAdd(site, _ => new State());
        lock (state)
        {
            state.Inside--;
            state.Failures = taken ? 0 : state.Failures + 1;
            state.ClosedUntil = taken ? default : time.GetUtcNow() + BackOff.After(state.Failures, chance.NextDouble());
        }
    }

    private sealed class State
    {
        public int Inside { get; set; }

        public int Failures { get; set; }

        public DateTimeOffset ClosedUntil { get; set; }
    }
}
