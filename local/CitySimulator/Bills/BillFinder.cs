using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>Finds bills in the city's memory, and plans those for which deduction is applied.</summary>
internal sealed class BillFinder(BillDeadlines deadlines)
{
    public BillPlan PlanOf(Site site, string billId) => BillPlan.Of(site, billId, deadlines);

    public Bill? Find(CityMemory memory, Site site, string billId, DateTimeOffset now) =>
        memory.Bill(site, billId) is { } history ? Of(history, now) : null;

    /// <summary>The bills of a car park for which deduction was applied.</summary>
    public IEnumerable<Bill> AppliedFor(CityMemory memory, Site site, DateTimeOffset now) =>
        memory.Bills.Where(history => history.Site == site && history.Application is not null).Select(history => Of(history, now)!);

    /// <summary>The bill; null where nothing of it was accepted.</summary>
    public Bill? Of(BillHistory history, DateTimeOffset now) => Told(history) is not { } told ? null : new Bill
    {
        Told = told,
        Now = now,
        Plan = history.Application is not null ? PlanOf(history.Site, history.BillId)
            : history.Fee is not null ? BillPlan.OfAdvance(history.Site, history.BillId)
            : null,
        AppliedAt = history.AppliedAt ?? history.FeeAt,
        CancelledAt = history.CancelledAt,
        PayRecord = history.PayRecord,
        IsReported = history.Reports.Count > 0,
        Tellings = history.Applications > 0 ? history.Applications : history.Fees,
    };

    /// <summary>A bill for which deduction is being applied for the first time.</summary>
    public Bill Applied(Site site, string billId, JsonElement application, JsonElement? payRecord, DateTimeOffset now) => new()
    {
        Told = application,
        Now = now,
        Plan = PlanOf(site, billId),
        AppliedAt = now,
        PayRecord = payRecord,
    };

    private static JsonElement? Told(BillHistory history) => history.Application ?? history.Fee ?? history.PayRecord;
}
