using System.Collections.Concurrent;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Wakes those of this process who wait for a car park's inbox. A hint that saves the time until they look again; what another process takes in they
/// find by looking.
/// </summary>
internal sealed class InboxSignals
{
    private readonly ConcurrentDictionary<SiteId, TaskCompletionSource> _waiting = new();

    /// <summary>Ends when the next message of a site is taken in.</summary>
    public Task NextAsync(SiteId site) =>
        _waiting.GetOrAdd(site, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>A message has been taken in.</summary>
    public void Ring(SiteId site)
    {
        if (_waiting.TryRemove(site, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
