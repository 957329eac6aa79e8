namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>The business deadlines of bills to which the city brain holds its clients. A local run shortens them.</summary>
/// <param name="UnpaidAfter">From the acceptance of an application to the first report of an abnormal bill (R59).</param>
/// <param name="ReportEvery">From one report to the next (R60).</param>
internal sealed record BillDeadlines(TimeSpan UnpaidAfter, TimeSpan ReportEvery)
{
    /// <summary>As the standard has them.</summary>
    public static readonly BillDeadlines Standard = new(TimeSpan.FromHours(3), TimeSpan.FromHours(1));
}
