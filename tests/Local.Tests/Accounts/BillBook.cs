using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.Tests.Accounts;

/// <summary>One bill as the three sides have it, that balances until a test tampers with it.</summary>
internal sealed class BillBook
{
    public static readonly DateTimeOffset AppliedAt = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly List<LedgerLine> _lines = [];

    public BillReading Reading { get; set; } = BillReading.Of("accepted");

    public BillView? City { get; set; } = Unpaid;

    /// <summary>Seconds after the acceptance at which the books are read.</summary>
    public int ReadAfter { get; set; } = 10;

    public int Restarts { get; set; }

    public static BillView Unpaid => new()
    {
        AccessID = Books.Here.AccessID,
        ParkingCode = Books.Here.ParkingCode,
        BillID = "B-1",
        InAdvance = false,
        State = CityBillState.Unpaid,
        ShouldPay = 800,
        AppliedAt = AppliedAt,
        Applications = 1,
        Questions = 0,
        Reports = [],
        AnswerLost = false,
        DownlinkLost = false,
    };

    public static BillBook Answered(string? resultCode = "200", string message = "unpaid") =>
        new BillBook().Line(LedgerEvent.BillApplied, null).Line(LedgerEvent.BillAnswered, null, resultCode, message);

    /// <summary>A bill that was paid, settled once, and told to its car park.</summary>
    public static BillBook Paid(long actualPay = 640, long discount = 160)
    {
        var book = Answered();
        book.City = Unpaid with { State = CityBillState.Paid, ActualPay = actualPay, DiscountAmount = discount, PaidAt = AppliedAt.AddSeconds(5) };
        book.Reading = BillReading.Of("settled") with { ActualPay = actualPay, DiscountAmount = discount, Settlings = 1, SettledBy = "payResult" };
        return book.Line(LedgerEvent.BillPaid, actualPay);
    }

    public BillBook Line(LedgerEvent kind, long? amount, string? resultCode = null, string? message = null)
    {
        _lines.Add(new LedgerLine
        {
            Event = kind,
            At = AppliedAt,
            AccessID = Books.Here.AccessID,
            ParkingCode = Books.Here.ParkingCode,
            Interface = "applyPayment",
            RecordId = "B-1",
            Amount = amount,
            ResultCode = resultCode,
            Message = message,
        });
        return this;
    }

    public BillBook Without(LedgerEvent kind)
    {
        _lines.RemoveAll(line => line.Event == kind);
        return this;
    }

    public BillBook ReportedAfter(params IEnumerable<int> seconds)
    {
        City = City! with { Reports = [.. seconds.Select(second => AppliedAt.AddSeconds(second))] };
        return this;
    }

    public FinalAccounts Close() => Auditor.Audit(new AuditInput([], [], [], [])
    {
        Bills = [new AccountedBill(Books.Here, "B-1", _lines, Reading, City)],
        BillTerms = new BillTerms(new BillDeadlines(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10)), TimeSpan.FromSeconds(30), Restarts)
        {
            ReadAt = AppliedAt.AddSeconds(ReadAfter),
        },
    });
}
