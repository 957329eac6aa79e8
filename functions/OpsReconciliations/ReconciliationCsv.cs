using System.Globalization;
using System.Text;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.OpsReconciliations;

/// <summary>Reconciliations as tables for people (RFC 4180), with the mark by which spreadsheet programs know UTF-8.</summary>
internal static class ReconciliationCsv
{
    private static readonly string[] ListHeadings = ["day", "site", "state", "bills", "rounds", "resent", "deadLetters", "startedAt", "endedAt"];

    private static readonly string[] ReportHeadings = ["day", "site", "part", "what", "record", "uid", "round", "detail"];

    public static OperationsAnswer Of(ReconciliationList list) => Answer(
        ListHeadings,
        list.Sites.Select(site => new[]
        {
            list.Day, site.Site, site.State, site.Bills, Text(site.Rounds), Text(site.Resent), Text(site.DeadLetters), Text(site.StartedAt), Text(site.EndedAt),
        }));

    /// <summary>A line for each check with its numbers and marks, and one for each finding.</summary>
    public static OperationsAnswer Of(ReconciliationReport report) => Answer(
        ReportHeadings,
        report.Rounds.Select(round => new[] { report.Day, report.Site, "day", "check", null, null, Text(round.Round), Detail(round) })
            .Append([report.Day, report.Site, "day", report.State, null, null, Text(report.Rounds.Count), string.Join("; ", report.Refusals)])
            .Concat(report.Findings.Select(Line)));

    private static string?[] Line(Finding finding, int index) =>
        [null, null, finding.Part, finding.What, finding.Key, finding.Uid, Text(finding.Round), finding.Detail];

    private static string Detail(CheckRound round) => string.Create(
        CultureInfo.InvariantCulture,
        $"arriveNum {round.Counts.ArriveNum}; leaveNum {round.Counts.LeaveNum}; photoNum {round.Counts.PhotoNum}; payNum {round.Counts.PayNum}; payTotal {round.Counts.PayTotal}; accountMark {round.AccountMark}; photoMark {round.PhotoMark}");

    private static OperationsAnswer Answer(string[] headings, IEnumerable<string?[]> lines)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', headings).Append("\r\n");
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(Cell)).Append("\r\n");
        }

        return new OperationsAnswer(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(text.ToString())) { ContentType = "text/csv; charset=utf-8" };
    }

    // A record's id comes from outside: a spreadsheet program must not take it for a formula.
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? string.Empty;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time is { } instant ? CityBrain.ChinaTime.Format(instant) : null;
}
