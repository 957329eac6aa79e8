namespace HzFunctions.Functions.Billing;

/// <summary>
/// When something is next due of a bill. Pure. Shortened deadlines shorten all of it in proportion, down to a second.
/// </summary>
internal sealed class BillSchedule(BillOptions options)
{
    /// <summary>
    /// How long after an application its orchestration begins: by then the answer has come, or will not come. A bill that is paid at once needs none.
    /// </summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // At once, and then of 3 hours: 30 s, 2 min and 10 min.
    private readonly TimeSpan[] _questions = [HeadStart, Part(options.UnpaidAfter, 360), Part(options.UnpaidAfter, 90), Part(options.UnpaidAfter, 18)];

    // Of an hour: 1, 2, 5 and 10 min.
    private readonly TimeSpan[] _retries =
        [Part(options.ReportEvery, 60), Part(options.ReportEvery, 30), Part(options.ReportEvery, 12), Part(options.ReportEvery, 6)];

    /// <summary>When the city brain is next asked what became of an application: when its orchestration begins, 30 s, 2 min and 10 min after it, and
    /// then every 10 min.</summary>
    public DateTimeOffset NextQuestion(DateTimeOffset appliedAt, DateTimeOffset now)
    {
        foreach (var question in _questions)
        {
            if (appliedAt + question > now)
            {
                return appliedAt + question;
            }
        }

        return NextOfCycle(appliedAt, _questions[^1], now);
    }

    /// <summary>Whether an application is without an answer for so long that operations should know.</summary>
    public bool IsOverdueApplication(DateTimeOffset appliedAt, DateTimeOffset now) => appliedAt + _questions[^1] <= now;

    /// <summary>When an unpaid bill is first asked about and reported: 3 h after its acceptance.</summary>
    public DateTimeOffset FirstReport(DateTimeOffset acceptedAt) => acceptedAt + options.UnpaidAfter;

    /// <summary>When it is reported next: at the full hours after the first report.</summary>
    public DateTimeOffset NextReport(DateTimeOffset acceptedAt, DateTimeOffset now) =>
        FirstReport(acceptedAt) > now ? FirstReport(acceptedAt) : NextOfCycle(FirstReport(acceptedAt), options.ReportEvery, now);

    /// <summary>When a question or report that nobody answered is tried again: after 1, 2, 5 and 10 min, and then every 10 min.</summary>
    /// <param name="failures">How often in a row, at least 1.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset NextTry(int failures, DateTimeOffset now) => now + _retries[Math.Min(failures, _retries.Length) - 1];

    /// <summary>Whether nobody asks any more.</summary>
    public bool IsOver(DateTimeOffset appliedAt, DateTimeOffset now) => appliedAt + options.GiveUpAfter <= now;

    private static TimeSpan Part(TimeSpan whole, int of) => whole / of > Shortest ? whole / of : Shortest;

    // The first time after now.
    private static DateTimeOffset NextOfCycle(DateTimeOffset start, TimeSpan cycle, DateTimeOffset now) =>
        start + (cycle * (((now - start).Ticks / cycle.Ticks) + 1));
}
