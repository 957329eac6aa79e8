using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>Compares a part of a day with what the city brain says that it has (downUID, R67).</summary>
internal sealed class DayComparer(DayJournal days, ReconciliationCalls calls, ReconciliationOptions options, TimeProvider time)
{
    // A list that comes so close to what the standard declares may have been cut there.
    private const int NearlyCut = DownUidAnswer.DeclaredLength * 95 / 100;

    // Of a part that is missing as a whole not everything need be held at once: the next round finds the rest.
    private const int MostMissing = 5000;

    public async Task<PartComparison> CompareAsync(ReconciliationRow day, DayPart part, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var list = new CityList();
        var comparison = new PartComparison(askedAt);
        foreach (var asked in DaysToAsk(BusinessDays.Parse(day.Day), askedAt))
        {
            var answer = await calls.ListAsync(day.Site, asked, part, cancellationToken).ConfigureAwait(false);
            if (answer.Outcome is not (AnswerOutcome.Accepted or AnswerOutcome.NoData))
            {
                return new PartComparison(askedAt) { Unusable = answer };
            }

            if (answer.Outcome == AnswerOutcome.Accepted)
            {
                var read = DownUidAnswer.Read(answer.Body!.Value);
                if (!read.IsReadable || read.DataLength >= NearlyCut)
                {
                    return new PartComparison(askedAt) { Refusal = read.IsReadable ? RefusalReason.Cut : RefusalReason.Unreadable };
                }

                list.Add(read.Records, isOfTheDay: asked == BusinessDays.Parse(day.Day));
            }

            comparison = await CompareAsync(day, part, list, askedAt, cancellationToken).ConfigureAwait(false);
            if (comparison.Missing.Count == 0)
            {
                break;
            }
        }

        return comparison;
    }

    // By the clock of uploads, a record is in the list of the day on which it went up: that day, or one after it, or the one before where a car park's clock is ahead.
    private IEnumerable<DateOnly> DaysToAsk(DateOnly day, DateTimeOffset now)
    {
        yield return day;
        if (options.DownUidClock == ReconciliationOptions.UploadClock)
        {
            var today = ChinaTime.BusinessDay(now);
            for (var later = day.AddDays(1); later <= today && later <= day.AddDays(ReconciliationSchedule.DaysBack + 1); later = later.AddDays(1))
            {
                yield return later;
            }

            yield return day.AddDays(-1);
        }
    }

    private async Task<PartComparison> CompareAsync(
        ReconciliationRow day, DayPart part, CityList list, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var reading = list.Read();
        var missing = new List<DayEntry>();
        var (counted, lacking) = (0, 0);
        await foreach (var record in days.ReadAsync(day.Site, day.Day, part, cancellationToken).ConfigureAwait(false))
        {
            var isThere = record.Counts && reading.Has(record.Entry);
            counted += record.Counts ? 1 : 0;
            if (record.Counts && !isThere && ++lacking <= MostMissing)
            {
                missing.Add(record.Entry);
            }
        }

        return new PartComparison(askedAt)
        {
            Refusal = day.IsBeyondLimits ? null : RefusalOf(lacking, counted),
            Missing = missing,
            Others = [.. reading.Others],
        };
    }

    private string? RefusalOf(int lacking, int counted) =>
        lacking > options.ResendAtMostRecords ? RefusalReason.Records
        : lacking * 100L > (long)counted * options.ResendAtMostPercent ? RefusalReason.Percent
        : null;
}
