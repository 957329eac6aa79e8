using System.Globalization;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Durations;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The business deadlines of a local run: as short as a run is, and the same for the gateway and for the city brain that holds it to them.</summary>
internal static class BusinessDeadlines
{
    /// <summary>Instead of 3 h (R59) and 1 h (R60).</summary>
    public static readonly BillDeadlines Bills = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));

    /// <summary>How late a bill's orchestration may be before it is superseded, instead of 10 min.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(30);

    /// <summary>How late the report of an abnormal bill may be: somebody may have to notice first that its orchestration is late.</summary>
    public static readonly TimeSpan ReportSlack = LateAfter + TimeSpan.FromSeconds(45);

    /// <summary>How long a driver has to arrive, instead of 30 min, and how long a booked space is held from then on, instead of 4 h.</summary>
    public static readonly (TimeSpan ToArrive, TimeSpan Stay) Bookings = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40));

    /// <summary>As the settings of the handler. Of few records, one that is lost is a larger share than a day loses of many (5 %).</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Bills__UnpaidAfterSeconds", Seconds(Bills.UnpaidAfter)),
        new("Bills__ReportEverySeconds", Seconds(Bills.ReportEvery)),
        new("Bills__LateAfterSeconds", Seconds(LateAfter)),
        new("Reconciliation__LookEverySeconds", "1"),
        new("Reconciliation__PauseSeconds", "2"),
        new("Reconciliation__ResendAtMostPercent", "100"),
    ];

    /// <summary>As the options of the city brain.</summary>
    public static IEnumerable<string> CityOptions =>
        ["--unpaid-after", DurationText.Write(Bills.UnpaidAfter), "--report-every", DurationText.Write(Bills.ReportEvery)];

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
