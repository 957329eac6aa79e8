using System.Diagnostics.Metrics;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Billing;

/// <summary>What is counted of bills: meter <c>HzFunctions</c>. No tag names a vehicle or a car park.</summary>
internal sealed class BillMetrics
{
    private readonly Counter<long> _applications;
    private readonly Counter<long> _settled;
    private readonly Counter<long> _reports;
    private readonly Counter<long> _reviews;
    private readonly Counter<long> _superseded;
    private BillCensus _census = new(0, 0, 0, 0);

    public BillMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(DownlinkMetrics.MeterName);
        _applications = meter.CreateCounter<long>("hz.bills.applications", description: "Applications for deduction, by what came of them");
        _settled = meter.CreateCounter<long>("hz.bills.settled", description: "Bills that were settled, by the way the news came");
        _reports = meter.CreateCounter<long>("hz.bills.reports", description: "Abnormal reports, by what came of them");
        _reviews = meter.CreateCounter<long>("hz.bills.reviews", description: "Bills that came on the review list, by reason");
        _superseded = meter.CreateCounter<long>("hz.bills.superseded", description: "Orchestrations that were replaced, by reason");
        meter.CreateObservableGauge("hz.bills.open", () => _census.Open, description: "Bills that are driven");
        meter.CreateObservableGauge("hz.bills.unpaid", () => _census.Unpaid, description: "Bills that are open longer than 3 h after their acceptance");
        meter.CreateObservableGauge("hz.bills.unaccepted", () => _census.Unaccepted, description: "Applications without an answer for longer than 10 min");
        meter.CreateObservableGauge("hz.bills.to_review", () => _census.ToReview, description: "Bills on the review list");
    }

    public void Application(string outcome) => _applications.Add(1, Tag("outcome", outcome));

    public void Settled(string path) => _settled.Add(1, Tag("path", path));

    public void Reported(string outcome) => _reports.Add(1, Tag("outcome", outcome));

    public void Review(string reason) => _reviews.Add(1, Tag("reason", reason));

    public void Superseded(string reason) => _superseded.Add(1, Tag("reason", reason));

    /// <summary>What Watch has counted over all car parks.</summary>
    public void Count(BillCensus census) => _census = census;

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

/// <summary>The bills that somebody has to do with, over all car parks.</summary>
/// <param name="Open">Driven ones.</param>
/// <param name="Unpaid">Of those, accepted longer than 3 h ago.</param>
/// <param name="Unaccepted">Of those, without an answer to their application for longer than 10 min.</param>
/// <param name="ToReview">On the review list.</param>
internal sealed record BillCensus(int Open, int Unpaid, int Unaccepted, int ToReview)
{
    public BillCensus With(BillCensus other) =>
        new(Open + other.Open, Unpaid + other.Unpaid, Unaccepted + other.Unaccepted, ToReview + other.ToReview);
}
