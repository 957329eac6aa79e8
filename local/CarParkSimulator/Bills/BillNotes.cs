using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>Enters in the ledger what a car park does about its bills, and what it is told of them.</summary>
internal sealed class BillNotes(Site site, CarParkLedger ledger)
{
    /// <summary>What an answer says of a bill that is paid, unpaid, or promised to be pursued.</summary>
    public const string Paid = "paid";
    public const string Unpaid = "unpaid";
    public const string Queued = "queued";

    private const string Application = "applyPayment";

    public void Applied(OpenBill bill) => Write(
        Line(LedgerEvent.BillApplied, Application, bill.BillId) with { Uid = bill.Stay.Uid, Amount = bill.Stay.ShouldPay });

    public void Answered(OpenBill bill, UploadAnswer answer) => Write(answer switch
    {
        UploadAnswer.Accepted accepted => Answered(bill.BillId, "200", StandingIn(accepted.Body)) with { Amount = AmountIn(accepted.Body) },
        UploadAnswer.Refused refused => Answered(bill.BillId, refused.ResultCode, refused.Message),
        UploadAnswer.Unanswered unanswered => Answered(bill.BillId, null, unanswered.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    });

    /// <summary>The answer came later, as a message.</summary>
    public void AnsweredLater(string billId, JsonElement data) =>
        Write(Answered(billId, data.GetProperty("resultCode").ToString(), data.GetProperty("msg").ToString()));

    public void ToldPaid(string billId, JsonElement data) =>
        Write(Line(LedgerEvent.BillPaid, "payResult", billId) with { Amount = AmountIn(data) });

    public void Collected(OpenBill bill) =>
        Write(Line(LedgerEvent.BillCollected, "uploadPayRecord", bill.BillId) with { Amount = bill.Stay.ShouldPay });

    public void Cancelled(OpenBill bill, UploadAnswer answer) => Write(
        Line(LedgerEvent.BillCancelled, "cancelOverDueBill", bill.BillId) with
        {
            ResultCode = answer is UploadAnswer.Refused refused ? refused.ResultCode : "200",
        });

    private static string StandingIn(JsonElement answer) =>
        AmountIn(answer) is not null ? Paid
        : answer.TryGetProperty("queued", out var queued) && queued.ValueKind == JsonValueKind.True ? Queued
        : Unpaid;

    private static long? AmountIn(JsonElement data) =>
        Payments.IsOne(data) && data.TryGetProperty("actualPay", out var amount) ? amount.GetInt64() : null;

    private LedgerLine Answered(string billId, string? resultCode, string message) =>
        Line(LedgerEvent.BillAnswered, Application, billId) with { ResultCode = resultCode, Message = message };

    private LedgerLine Line(LedgerEvent about, string interfaceName, string billId) => new()
    {
        Event = about,
        At = ledger.Now,
        AccessID = site.AccessID,
        ParkingCode = site.ParkingCode,
        Interface = interfaceName,
        RecordId = billId,
    };

    private void Write(LedgerLine line) => ledger.Write(line);
}
