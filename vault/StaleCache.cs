using System.Collections.Concurrent;

namespace HzFunctions.Vault;

/// <summary>
/// Remembers what was read of the vault. What is older than five minutes is still given out while it is read again behind the caller's
/// back; where that fails, it goes on being given out, so that an outage of the vault is none of ours. What the vault says is gone is forgotten.
/// </summary>
/// <param name="load">Reads one thing.</param>
/// <param name="isGone">Whether a failure of <paramref name="load"/> means that there is no such thing any more.</param>
/// <param name="onOutlived">Is told when something old is given out because it could not be read again.</param>
/// <param name="time">The clock.</param>
internal sealed class StaleCache<T>(
    Func<VaultReference, CancellationToken, Task<T>> load, Predicate<Exception> isGone, Action<Exception> onOutlived, TimeProvider time)
    where T : class
{
    /// <summary>How long what was read counts as fresh.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    /// <summary>How long after a failure it is tried again, and how long one attempt may take.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<VaultReference, Entry> _entries = new();

    /// <summary>Gives what is known; only what was never read is waited for.</summary>
    public ValueTask<T> GetAsync(VaultReference reference, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(reference, _ => new Entry());
        if (entry.Reading is not { } reading)
        {
            return new ValueTask<T>(ReadAsync(reference, entry, notBefore: long.MinValue, cancellationToken));
        }

        if (time.GetTimestamp() >= entry.RefreshAt && entry.TryBeginRefresh())
        {
            entry.Refresh = RefreshAsync(reference, entry);
        }

        return ValueTask.FromResult(reading.Value);
    }

    /// <summary>Gives what is so now; what is known only where the vault cannot be asked. Callers at the same time share one question.</summary>
    public Task<T> GetNowAsync(VaultReference reference, CancellationToken cancellationToken) =>
        ReadAsync(reference, _entries.GetOrAdd(reference, _ => new Entry()), time.GetTimestamp(), cancellationToken);

    private async Task<T> ReadAsync(VaultReference reference, Entry entry, long notBefore, CancellationToken cancellationToken)
    {
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            if (entry.Reading is { } reading && reading.StartedAt > notBefore)
            {
                return reading.Value;
            }

            return await LoadAsync(reference, entry, cancellationToken);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task<T> LoadAsync(VaultReference reference, Entry entry, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            using var limit = new CancellationTokenSource(TryAgainAfter, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var value = await load(reference, either.Token);
            entry.Keep(new Reading(value, startedAt), After(FreshFor));
            return value;
        }
        catch (Exception fault) when (isGone(fault))
        {
            entry.Keep(null, 0);
            throw;
        }
        catch (Exception fault) when (entry.Reading is not null && !cancellationToken.IsCancellationRequested)
        {
            onOutlived(fault);
            entry.Keep(entry.Reading, After(TryAgainAfter));
            return entry.Reading.Value;
        }
    }

    private async Task RefreshAsync(VaultReference reference, Entry entry)
    {
        try
        {
            Task reading = Task.Run(() => ReadAsync(reference, entry, time.GetTimestamp(), CancellationToken.None));
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            entry.EndRefresh();
        }
    }

    private long After(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    private sealed record Reading(T Value, long StartedAt);

    private sealed class Entry
    {
        private int _refreshing;
        private long _refreshAt;
        private volatile Reading? _reading;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Reading? Reading => _reading;

        public long RefreshAt => Interlocked.Read(ref _refreshAt);

        // Held so that it is not forgotten while it runs.
        public Task? Refresh { get; set; }

        public bool TryBeginRefresh() => Interlocked.CompareExchange(ref _refreshing, 1, 0) == 0;

        public void EndRefresh() => Interlocked.Exchange(ref _refreshing, 0);

        public void Keep(Reading? reading, long refreshAt)
        {
            Interlocked.Exchange(ref _refreshAt, refreshAt);
            _reading = reading;
        }
    }
}
