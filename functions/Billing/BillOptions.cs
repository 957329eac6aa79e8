using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Billing;

/// <summary>The deadlines of a bill (setting section <c>Bills</c>). The defaults are the standard's; only tests and local runs shorten them.</summary>
internal sealed class BillOptions
{
    private const int ThirtyDays = 30 * 24 * 3600;

    /// <summary>How long after the acceptance of an application an unpaid bill is asked about and reported (R58, R59), in seconds: 3 h.</summary>
    [Range(1, 24 * 3600)]
    public int UnpaidAfterSeconds { get; set; } = 3 * 3600;

    /// <summary>The cycle of abnormal reports (R60), in seconds: 1 h.</summary>
    [Range(1, 24 * 3600)]
    public int ReportEverySeconds { get; set; } = 3600;

    /// <summary>How late an orchestration may be before Watch puts another in its place, in seconds: 10 min.</summary>
    [Range(1, 3600)]
    public int LateAfterSeconds { get; set; } = 600;

    /// <summary>How long an unpaid bill is asked about, in seconds: 30 days.</summary>
    [Range(1, ThirtyDays)]
    public int GiveUpAfterSeconds { get; set; } = ThirtyDays;

    /// <summary><see cref="UnpaidAfterSeconds"/> as a time span.</summary>
    public TimeSpan UnpaidAfter => TimeSpan.FromSeconds(UnpaidAfterSeconds);

    /// <summary><see cref="ReportEverySeconds"/> as a time span.</summary>
    public TimeSpan ReportEvery => TimeSpan.FromSeconds(ReportEverySeconds);

    /// <summary><see cref="LateAfterSeconds"/> as a time span.</summary>
    public TimeSpan LateAfter => TimeSpan.FromSeconds(LateAfterSeconds);

    /// <summary><see cref="GiveUpAfterSeconds"/> as a time span.</summary>
    public TimeSpan GiveUpAfter => TimeSpan.FromSeconds(GiveUpAfterSeconds);
}
