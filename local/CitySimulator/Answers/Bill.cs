using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>A bill (账单) as far as the city has been told of it: by an application for deduction, a pay record, or both.</summary>
internal sealed record Bill(JsonElement Told, JsonElement? Payment, bool ReportedAbnormal, bool WrittenOff)
{
    public string BillId => Told.Text("billID")!;

    public string? PlateNo => Told.Text("plateNo");

    public string? BillTime => Told.Text("billTime");

    /// <summary>The receivable amount (应收金额) in fen.</summary>
    public long ShouldPay => Told.Number("shouldPay") ?? 0;

    public bool IsPaid => Payment is not null;

    public bool IsOverDue => ReportedAbnormal && !IsPaid && !WrittenOff;

    public static Bill? Find(CityMemory memory, Site site, string billId)
    {
        var application = memory.Find(site, "applyPayment", billId)?.Data;
        var payment = memory.Find(site, "uploadPayRecord", billId)?.Data;
        return (application ?? payment) is { } told
            ? new Bill(told, payment, Names(memory, site, "uploadAbnormalBill", billId), Names(memory, site, "cancelOverDueBill", billId))
            : null;
    }

    /// <summary>The bills of a car park for which deduction was applied.</summary>
    public static IEnumerable<Bill> AppliedFor(CityMemory memory, Site site) =>
        memory.Of(site, "applyPayment").Select(record => Find(memory, site, record.RecordId!)!);

    private static bool Names(CityMemory memory, Site site, string interfaceName, string billId) =>
        memory.Of(site, interfaceName).Any(record => record.Data.Text("billID") == billId);
}
