using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>Lists the bills that the city brain is, or was, asked to collect.</summary>
internal sealed class BillReport(CityDesk desk, BillFinder bills, DownlinkBook downlinks, TimeProvider time)
{
    public IReadOnlyList<BillView> Make()
    {
        var told = downlinks.Look(all => all
            .Where(downlink => downlink is { Name: "payResult", IsGenuine: true })
            .Select(downlink => (downlink.Site, downlink.Data.Text("billID")))
            .ToHashSet());
        return desk.Look(memory => memory.Bills.Select(history => View(history, told)).OfType<BillView>().ToList());
    }

    private BillView? View(BillHistory history, HashSet<(Site, string?)> told)
    {
        var now = ChinaClock.Now(time);
        if (bills.Of(history, now) is { Plan: { } plan } bill)
        {
            return Of(history) with
            {
                State = bill.CancelledAt is not null ? CityBillState.Cancelled : bill.IsPaid ? CityBillState.Paid : CityBillState.Unpaid,
                ShouldPay = bill.ShouldPay,
                ActualPay = bill.Payment?.ActualPay,
                DiscountAmount = bill.Payment?.DiscountAmount,
                AppliedAt = bill.AppliedAt,
                PaidAt = bill.PaysAt <= now ? bill.PaysAt : null,
                PaysAt = bill.PaysAt > now ? bill.PaysAt : null,
                CancelledAt = bill.CancelledAt,
                AnswerLost = history.CutOff > 0 || (history.Applications > 0 && plan.FirstAnswer is AnswerFate.Cut or AnswerFate.Held),
                DownlinkLost = bill.PaysAt is not null && !told.Contains((history.Site, history.BillId)),
            };
        }

        return history.Refusals > 0 ? Of(history) : null;
    }

    private static BillView Of(BillHistory history) => new()
    {
        AccessID = history.Site.AccessID,
        ParkingCode = history.Site.ParkingCode,
        BillID = history.BillId,
        InAdvance = history is { Application: null, Fee: not null },
        State = CityBillState.Refused,
        Applications = history.Applications,
        Questions = history.Questions.Count,
        Reports = history.Reports,
        AnswerLost = history.CutOff > 0,
        DownlinkLost = false,
    };
}
