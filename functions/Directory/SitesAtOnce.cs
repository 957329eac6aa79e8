namespace HzFunctions.Functions.Directory;

/// <summary>Looks at car parks side by side, for whoever asks about all of them.</summary>
internal static class SitesAtOnce
{
    private const int AtOnce = 8;

    /// <summary>What is found at each car park, in their order.</summary>
    public static async Task<IReadOnlyList<T>> LookAsync<T>(
        this IReadOnlyList<SiteEntry> sites, Func<SiteEntry, CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        var found = new T[sites.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, sites.Count, options, async (index, token) => found[index] = await look(sites[index], token).ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }
}
