using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.Tests.Accounts;

/// <summary>What the accounts find wrong with bills.</summary>
public sealed class BillAuditTests
{
    [Theory]
    [InlineData(nameof(CityBillState.Unpaid), "accepted")]
    [InlineData(nameof(CityBillState.Refused), "refused")]
    [InlineData(nameof(CityBillState.Cancelled), "cancelled")]
    public void A_bill_that_is_as_the_city_brain_has_it_balances(string city, string gateway)
    {
        Assert.Empty(Find(InStates(city, gateway)));
    }

    [Fact]
    public void A_paid_bill_that_was_settled_once_with_its_amounts_and_told_balances()
    {
        var accounts = BillBook.Paid().Close();

        Assert.Empty(accounts.Imbalances);
        var account = Assert.Single(accounts.Bills);
        Assert.Equal((1, 1, 1, 0), (account.Applied, account.In(BillState.Settled), account.By("payResult"), account.Missing));
    }

    [Theory]
    [InlineData(nameof(CityBillState.Unpaid), "settled")]
    [InlineData(nameof(CityBillState.Unpaid), "applying")]
    [InlineData(nameof(CityBillState.Unpaid), "expired")]
    [InlineData(nameof(CityBillState.Paid), "accepted")]
    [InlineData(nameof(CityBillState.Paid), "cancelled")]
    [InlineData(nameof(CityBillState.Refused), "accepted")]
    [InlineData(nameof(CityBillState.Cancelled), "accepted")]
    [InlineData(nameof(CityBillState.Unpaid), "unheard of")]
    public void A_bill_that_is_not_as_the_city_brain_has_it_is_a_fault(string city, string gateway)
    {
        Assert.Equal([ImbalanceKind.Bill], Find(InStates(city, gateway)));
    }

    [Theory]
    [InlineData("applying")]
    [InlineData("accepted")]
    [InlineData("refused")]
    public void A_bill_that_the_city_brain_does_not_know_at_the_end_is_a_fault_also_while_it_is_pursued(string gateway)
    {
        var book = BillBook.Answered(resultCode: null, "HTTP 504");
        (book.City, book.Reading) = (null, BillReading.Of(gateway));

        Assert.Equal([ImbalanceKind.Bill], Find(book));
    }

    [Theory]
    [InlineData("200", "unpaid", true)]
    [InlineData(null, "HTTP 504", true)]
    [InlineData(null, "no connection", false)]
    public void A_bill_that_the_gateway_does_not_have_is_a_fault_when_it_had_answered(string? code, string message, bool isFault)
    {
        var book = BillBook.Answered(code, message);
        (book.City, book.Reading) = (null, BillReading.Missing("no such bill"));

        Assert.Equal(isFault ? [ImbalanceKind.Bill] : [], Find(book));
        Assert.Equal(1, Assert.Single(book.Close().Bills).Missing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_paid_bill_is_settled_exactly_once(int times)
    {
        var book = BillBook.Paid();
        book.Reading = book.Reading with { Settlings = times };

        Assert.Equal([ImbalanceKind.Bill], Find(book));
    }

    [Theory]
    [InlineData(641, 160)]
    [InlineData(640, 159)]
    [InlineData(null, 160)]
    public void A_paid_bill_is_settled_with_the_amounts_of_its_payment_to_the_fen(int? actualPay, int discount)
    {
        var book = BillBook.Paid();
        book.Reading = book.Reading with { ActualPay = actualPay, DiscountAmount = discount };

        Assert.Equal([ImbalanceKind.BillAmount], Find(book));
    }

    [Fact]
    public void A_car_park_that_was_told_another_amount_is_a_fault()
    {
        Assert.Equal([ImbalanceKind.BillAmount], Find(BillBook.Paid().Line(LedgerEvent.BillPaid, 800)));
    }

    [Fact]
    public void R55_A_car_park_that_was_not_told_of_a_payment_is_a_fault_and_the_answer_tells_as_well_as_a_message()
    {
        var untold = BillBook.Paid().Without(LedgerEvent.BillPaid);
        Assert.Equal([ImbalanceKind.BillUntold], Find(untold));

        Assert.Empty(Find(untold.Line(LedgerEvent.BillAnswered, 640, "200", "paid")));
    }

    [Fact]
    public void R74_A_bill_that_was_collected_in_cash_and_not_written_off_is_a_fault()
    {
        Assert.Equal([ImbalanceKind.BillUntold], Find(BillBook.Answered().Line(LedgerEvent.BillCollected, 800)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void A_settled_bill_of_which_the_city_brain_took_no_application_is_a_fault_unless_it_has_the_record_of_the_cash(bool isCollected, bool isRefused)
    {
        var book = isCollected ? BillBook.Paid().Line(LedgerEvent.BillCollected, 800) : BillBook.Paid();
        book.City = isRefused ? BillBook.Unpaid with { State = CityBillState.Refused, ShouldPay = null, AppliedAt = null, Applications = 0 } : null;

        Assert.Equal(isCollected ? [] : [ImbalanceKind.Bill], Find(book));
    }

    [Fact]
    public void An_odd_amount_is_on_the_review_list_and_another_is_not()
    {
        Assert.Equal([ImbalanceKind.BillReview], Find(BillBook.Paid(actualPay: 900, discount: 0)));
        Assert.Empty(Find(OnReview(BillBook.Paid(actualPay: 900, discount: 0))));
        Assert.Empty(Find(BillBook.Paid(actualPay: 800, discount: 0)));
        Assert.Empty(Find(BillBook.Paid(actualPay: 800, discount: 100)));
        Assert.Equal([ImbalanceKind.BillReview], Find(OnReview(BillBook.Paid())));
    }

    [Fact]
    public void A_bill_that_was_paid_twice_may_be_on_the_review_list()
    {
        Assert.Empty(Find(OnReview(BillBook.Paid()).Line(LedgerEvent.BillCollected, 800)));
    }

    [Theory]
    [InlineData(16, new int[0], true)]
    [InlineData(16, new[] { 16 }, false)]
    [InlineData(18, new[] { 20 }, true)]
    [InlineData(20, new[] { 20 }, true)]
    [InlineData(45, new[] { 20, 30, 40 }, true)]
    [InlineData(45, new[] { 20, 30, 40, 44 }, false)]
    [InlineData(50, new int[0], true)]
    [InlineData(51, new int[0], false)]
    [InlineData(70, new[] { 20, 30 }, true)]
    [InlineData(71, new[] { 20, 30 }, false)]
    [InlineData(85, new[] { 20, 30, 71, 80 }, false)]
    public void R59_R60_An_unpaid_bill_is_reported_as_often_as_the_standard_asks(int readAfter, int[] reports, bool balances)
    {
        var book = BillBook.Answered().ReportedAfter(reports);
        book.ReadAfter = readAfter;

        Assert.Equal(balances ? [] : [ImbalanceKind.BillReports], Find(book));
    }

    [Fact]
    public void Each_restart_of_a_process_excuses_one_report_more()
    {
        var book = BillBook.Answered().ReportedAfter(20, 21);
        book.ReadAfter = 22;
        Assert.Equal([ImbalanceKind.BillReports], Find(book));

        book.Restarts = 1;

        Assert.Empty(Find(book));
    }

    [Fact]
    public void R60_What_is_paid_or_cancelled_is_reported_no_more()
    {
        var paid = BillBook.Paid().ReportedAfter(20);
        paid.ReadAfter = 60;
        Assert.Equal([ImbalanceKind.BillReports], Find(paid));

        var cancelled = InStates(nameof(CityBillState.Cancelled), "cancelled");
        cancelled.City = cancelled.City! with { CancelledAt = BillBook.AppliedAt.AddSeconds(25) };
        cancelled.ReadAfter = 60;
        Assert.Empty(Find(cancelled.ReportedAfter(20)));
        Assert.Equal([ImbalanceKind.BillReports], Find(cancelled.ReportedAfter(20, 30)));
    }

    [Fact]
    public void A_bill_told_in_advance_is_never_reported_and_need_not_be_paid()
    {
        var book = BillBook.Answered();
        (book.City, book.ReadAfter) = (book.City! with { InAdvance = true }, 500);

        var accounts = book.Close();
        Assert.Empty(accounts.Imbalances);
        Assert.Equal((0, 1), (accounts.Bills[0].Applied, accounts.Bills[0].InAdvance));
        Assert.Equal([ImbalanceKind.BillReports], Find(book.ReportedAfter(25)));
    }

    private static BillBook InStates(string city, string gateway)
    {
        var book = BillBook.Answered();
        book.City = book.City! with { State = Enum.Parse<CityBillState>(city) };
        book.Reading = BillReading.Of(gateway);
        return book;
    }

    private static BillBook OnReview(BillBook book)
    {
        book.Reading = book.Reading with { Review = ["amount"] };
        return book;
    }

    private static ImbalanceKind[] Find(BillBook book) => [.. book.Close().Imbalances.Select(imbalance => imbalance.Kind)];
}
