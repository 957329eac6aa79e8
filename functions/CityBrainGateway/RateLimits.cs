using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>How much one caller may send (setting section <c>RateLimits</c>); judged by each process for itself.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests per second in the long run. A large car park makes some ten an hour.</summary>
    [Range(1, 10_000)]
    public int PerSecond { get; set; } = 100;

    /// <summary>Requests at once after a pause.</summary>
    [Range(1, 100_000)]
    public int Burst { get; set; } = 500;
}

/// <summary>A token bucket for each caller.</summary>
internal sealed class RateLimits(RateLimitOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = options.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    /// <summary>Counts a request. False: too many.</summary>
    public bool Admits(Caller caller)
    {
        using var lease = _limiter.AttemptAcquire(caller.Name);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
