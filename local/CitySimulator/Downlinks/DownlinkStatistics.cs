namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>How the messages down have fared. Forged ones, which nobody may confirm, are counted apart.</summary>
internal sealed record DownlinkStatistics
{
    /// <summary>The limit of the standard (R35, R57, R81).</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public required int Published { get; init; }

    /// <summary>Made, and not yet with the broker.</summary>
    public required int Waiting { get; init; }

    public required int ConfirmedTrue { get; init; }

    public required int ConfirmedFalse { get; init; }

    /// <summary>Published and not confirmed.</summary>
    public required int Unconfirmed { get; init; }

    /// <summary>Confirmed with false because the car park had not taken them: true may still follow. The answer to a question about a fee is final.</summary>
    public required int Untaken { get; init; }

    /// <summary>Confirmed, or waiting for it, beyond 20 s while the city brain was there all the time.</summary>
    public required int Late { get; init; }

    /// <summary>Confirmed beyond 20 s because the city brain was away in between.</summary>
    public required int LateForAbsence { get; init; }

    /// <summary>Confirmed with false after true.</summary>
    public required int Contradicted { get; init; }

    /// <summary>Confirmations of nothing that was sent, or with other fields.</summary>
    public required int Wrong { get; init; }

    /// <summary>Published again since nobody had confirmed them.</summary>
    public required int Repeated { get; init; }

    public required int Forged { get; init; }

    /// <summary>From publication to the first confirmation, in milliseconds.</summary>
    public required double P50 { get; init; }

    /// <summary>As <see cref="P50"/>.</summary>
    public required double P99 { get; init; }

    /// <param name="all">The messages.</param>
    /// <param name="wrong">How many confirmations fitted none.</param>
    /// <param name="now">Until when nobody has confirmed what is unconfirmed.</param>
    public static DownlinkStatistics Of(IReadOnlyList<Downlink> all, int wrong, DateTimeOffset now)
    {
        var genuine = all.Where(downlink => downlink is { IsGenuine: true, PublishedAt: not null }).ToList();
        var times = genuine.Select(downlink => downlink.ConfirmedAfter).OfType<TimeSpan>().Order().ToList();
        var late = genuine.Where(downlink => (downlink.ConfirmedAfter ?? now - downlink.PublishedAt) > Limit).ToList();
        return new DownlinkStatistics
        {
            Published = genuine.Count,
            Waiting = all.Count(downlink => downlink is { PublishedAt: null, IsWithdrawn: false }),
            ConfirmedTrue = genuine.Count(downlink => downlink.Success == true),
            ConfirmedFalse = genuine.Count(downlink => downlink.Success == false),
            Unconfirmed = genuine.Count(downlink => downlink.Success is null),
            Untaken = genuine.Count(downlink => downlink is { Success: false, Name: not "fee" }),
            Late = late.Count(downlink => !downlink.CityWasAway),
            LateForAbsence = late.Count(downlink => downlink.CityWasAway),
            Contradicted = genuine.Count(downlink => downlink.IsContradicted),
            Wrong = wrong,
            Repeated = genuine.Count(downlink => downlink.Publications > (downlink.Fault == DownlinkFault.Doubled ? 2 : 1)),
            Forged = all.Count(downlink => !downlink.IsGenuine),
            P50 = Quantile(times, 0.5),
            P99 = Quantile(times, 0.99),
        };
    }

    private static double Quantile(List<TimeSpan> ordered, double part) =>
        ordered.Count == 0 ? 0 : Math.Round(ordered[(int)Math.Ceiling(part * ordered.Count) - 1].TotalMilliseconds);
}
