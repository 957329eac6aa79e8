using System.Diagnostics.Metrics;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>What is counted of reconciliations: meter <c>HzFunctions</c>. No tag names a car park.</summary>
internal sealed class ReconciliationMetrics
{
    private readonly Counter<long> _ended;
    private readonly Counter<long> _bills;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _resent;
    private int _unsettled;

    public ReconciliationMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(DownlinkMetrics.MeterName);
        _ended = meter.CreateCounter<long>("hz.reconciliations.ended", description: "Days that were reconciled, by how they ended: balanced, unbalanced, refused, notSettled, unanswered");
        _bills = meter.CreateCounter<long>("hz.reconciliations.bills", description: "The same of their bills (checkDailyBill)");
        _refused = meter.CreateCounter<long>("hz.reconciliations.refused", description: "Parts of which nothing was sent again, by reason: percent, records, cut, unreadable");
        _resent = meter.CreateCounter<long>("hz.reconciliations.resent", description: "Records that were sent again, by part");
        meter.CreateObservableGauge("hz.reconciliations.unsettled", () => _unsettled, description: "Days of the last 7 whose reconciliation has ended, and not balanced");
    }

    public void Ended(string outcome, string bills)
    {
        _ended.Add(1, Tag("outcome", outcome));
        _bills.Add(1, Tag("outcome", bills));
    }

    public void Refused(string reason) => _refused.Add(1, Tag("reason", reason));

    public void Resent(string part, int count) => _resent.Add(count, Tag("part", part));

    /// <summary>What the timer has counted over all car parks.</summary>
    public void Count(int unsettled) => _unsettled = unsettled;

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
