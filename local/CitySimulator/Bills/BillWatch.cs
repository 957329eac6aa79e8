using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>Notices when a bill is applied for again although it was accepted, or is reported as abnormal without need (R58 to R60).</summary>
internal sealed class BillWatch(BillFinder bills, BillDeadlines deadlines, ViolationBook violations)
{
    // Clocks and the way to the city brain.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    // A report may be on its way when another question is answered.
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(5);

    /// <summary>Judges an upload before it is written down.</summary>
    public void Judge(CityRequest request, CityMemory memory)
    {
        if (request.Interface == "applyPayment" && memory.Bill(request.Site, request.RecordId!) is { Application: not null })
        {
            Complain(ViolationKind.AppliedAgain, request, request.RecordId!, "was applied for again after it had been accepted");
        }
        else if (request.Interface == "uploadAbnormalBill")
        {
            var billId = request.Data.Text("billID")!;
            if (FaultOf(memory.Bill(request.Site, billId), request.Now) is { } fault)
            {
                Complain(ViolationKind.WrongReport, request, billId, fault);
            }
        }
    }

    private string? FaultOf(BillHistory? history, DateTimeOffset now)
    {
        if (history?.AppliedAt is not { } applied)
        {
            return "was reported, and nobody has applied for it";
        }

        if (now < applied + deadlines.UnpaidAfter - Early)
        {
            return $"was reported {(now - applied).TotalSeconds:0.0} s after its acceptance";
        }

        var since = history.Reports is [.., var reported] ? reported : applied;
        if (history.Questions is not [.., var asked] || asked <= since)
        {
            return "was reported without a question before";
        }

        return ToldPaidAt(history, now) + UnderWay < now ? "was reported after it had been told that it is paid" : null;
    }

    private DateTimeOffset? ToldPaidAt(BillHistory history, DateTimeOffset now)
    {
        if (bills.Of(history, now) is not { IsPaid: true, PaysAt: { } paid, Plan: { } plan })
        {
            return null;
        }

        return plan is { Outcome: BillOutcome.PaidAtOnce, FirstAnswer: AnswerFate.Given or AnswerFate.CutBefore }
            ? paid
            : history.Questions.Where(question => question >= paid).Select(question => (DateTimeOffset?)question).FirstOrDefault();
    }

    private void Complain(ViolationKind kind, CityRequest request, string billId, string reason) =>
        violations.Add(kind, request.Interface, request.Site.AccessID, request.Site.ParkingCode, $"bill {billId} {reason}");
}
