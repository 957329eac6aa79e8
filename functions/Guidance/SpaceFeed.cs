using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>Takes what a car park says of its spaces. Each says how new it is, by the car park's own clock; what is older than what is known changes nothing.</summary>
internal sealed class SpaceFeed(GuidanceStore store, GateEvents gates, TimeProvider time)
{
    /// <summary>The most spaces of one request.</summary>
    public const int MostAtOnce = 5000;

    // A space is two rows, and a transaction has at most 100.
    private const int SpacesOfOneTransaction = 50;
    private const int TransactionsAtOnce = 4;

    // More than this is read faster as a whole.
    private const int FewSpaces = 20;

    private static readonly string[] SizeTypes = ["普通", "女士", "残疾人"];

    /// <summary>Reads a request, <c>{"uploadTime","spaces":[{…}]}</c>.</summary>
    public (IReadOnlyList<SpaceRow> Spaces, IReadOnlyList<FieldError> Errors) Read(byte[] body)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        return FeedBody.Read(body, "spaces", MostAtOnce, (space, toldAt) =>
        {
            var id = space.Text("parkSpaceId");
            if (id.Length > 0 && !seen.Add(id))
            {
                space.Wrong("parkSpaceId", FieldRule.Duplicate, "a space that is there twice");
            }

            return new SpaceRow(id)
            {
                SizeType = space.OneOf("parkSpaceSizeType", SizeTypes),
                Floor = space.Text("parkFloorNum"),
                Area = space.Text("parkAreaNum"),
                NavigationUrl = space.OptionalUrl("navigationUrl"),
                LockImei = space.OptionalText("lockImei"),
                Bookable = space.OptionalTruth("bookable"),
                FedAt = CarParkClock.NotAhead(space.OptionalTime("uploadTime") ?? toldAt ?? now, now),
            };
        });
    }

    /// <summary>Keeps spaces; returns how many of them were older than what is known.</summary>
    public async Task<int> PutAsync(SiteId site, IReadOnlyList<SpaceRow> spaces, CancellationToken cancellationToken)
    {
        var known = spaces.Count > FewSpaces
            ? (await store.SpacesAsync(site, cancellationToken).ConfigureAwait(false)).ToDictionary(space => space.Id, StringComparer.Ordinal)
            : null;
        var outdated = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(spaces.Chunk(SpacesOfOneTransaction), options, async (some, token) =>
            Interlocked.Add(ref outdated, await PutTogetherAsync(site, some, known, token).ConfigureAwait(false))).ConfigureAwait(false);
        gates.Expect(site);
        return outdated;
    }

    /// <summary>Removes a space. False: it is booked, and stays.</summary>
    public Task<bool> RemoveAsync(SiteId site, string parkSpaceId, CancellationToken cancellationToken) => store.ChangeAsync(
        site,
        async unit =>
        {
            if (await unit.SpaceAsync(parkSpaceId, cancellationToken).ConfigureAwait(false) is not { } space)
            {
                return true;
            }

            if (await unit.OpenAsync(space.Booking, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) is not null)
            {
                return false;
            }

            unit.RemoveSpace(parkSpaceId);
            return true;
        },
        cancellationToken);

    private Task<int> PutTogetherAsync(SiteId site, SpaceRow[] spaces, Dictionary<string, SpaceRow>? known, CancellationToken cancellationToken)
    {
        var isFirst = known is not null;
        return store.ChangeAsync(
            site,
            async unit =>
            {
                if (isFirst)
                {
                    unit.Take(spaces.Select(space => (space.Id, known!.GetValueOrDefault(space.Id))));
                    isFirst = false;
                }

                var outdated = 0;
                foreach (var space in spaces)
                {
                    var current = await unit.SpaceAsync(space.Id, cancellationToken).ConfigureAwait(false);
                    if (current?.FedAt > space.FedAt)
                    {
                        outdated++;
                    }
                    else
                    {
                        unit.Put(current is null ? space : current.FedAs(space));
                    }
                }

                return outdated;
            },
            cancellationToken);
    }
}
