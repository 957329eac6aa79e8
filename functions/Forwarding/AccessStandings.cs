using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Suspends an access after ten refusals in a row of different records with the same words, and resumes it.</summary>
internal sealed class AccessStandings(ITable directory, TimeProvider time)
{
    /// <summary>So many refusals in a row suspend an access.</summary>
    public const int RefusalsThatSuspend = 10;

    /// <summary>How often a suspended access is probed.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMinutes(1);

    private const int MaximumRounds = 20;

    /// <summary>The standing of an access.</summary>
    public async Task<AccessStanding> ReadAsync(string accessId, CancellationToken cancellationToken)
    {
        var (partition, row) = AccessStanding.PlaceOf(accessId);
        return AccessStanding.Read((await directory.GetAsync(partition, row, cancellationToken).ConfigureAwait(false)).Row);
    }

    /// <summary>Takes the one probe of this minute. False: it is not due, or another drain has it.</summary>
    public async Task<bool> TryTakeProbeAsync(string accessId, AccessStanding standing, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return standing.ProbeAt <= now
            && await WriteAsync(accessId, standing with { ProbeAt = now + ProbeInterval }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts a refusal and returns the standing after it.</summary>
    public async Task<AccessStanding> RefusedAsync(string accessId, string words, string record, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var known = await ReadAsync(accessId, cancellationToken).ConfigureAwait(false);
            var after = known.WithRefusal(words, record);
            if (!after.IsSuspended && after.Records.Count >= RefusalsThatSuspend)
            {
                var now = time.GetUtcNow();
                after = after with { SuspendedSince = now, ProbeAt = now + ProbeInterval };
            }

            if (after == known || await WriteAsync(accessId, after, cancellationToken).ConfigureAwait(false))
            {
                return after;
            }
        }

        throw new IOException("The standing of an access changed under every attempt to count a refusal.");
    }

    /// <summary>Ends a streak of refusals, and with it a suspension.</summary>
    public async Task EndStreakAsync(string accessId, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var known = await ReadAsync(accessId, cancellationToken).ConfigureAwait(false);
            if (known.Records.Count == 0
                || await WriteAsync(accessId, AccessStanding.Good with { ETag = known.ETag }, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new IOException("The standing of an access changed under every attempt to end a streak of refusals.");
    }

    private async Task<bool> WriteAsync(string accessId, AccessStanding standing, CancellationToken cancellationToken) =>
        (await directory.WriteAsync([standing.ToChange(accessId)], cancellationToken).ConfigureAwait(false)).Done;
}
