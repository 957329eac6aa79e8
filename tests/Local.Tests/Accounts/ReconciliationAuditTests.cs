using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.CitySimulator.Admin;

namespace HzFunctions.Local.Tests.Accounts;

/// <summary>What the accounts find of reconciled days.</summary>
public sealed class ReconciliationAuditTests
{
    private static readonly ReconciledDay Good = new(Books.Here, "2026-11-23", "balanced", "notOurs", 2, ["A-1"]);

    [Fact]
    public void Exactly_what_was_lost_is_sent_again()
    {
        var accounts = Audit([Loss("A-1")], Good);

        Assert.True(accounts.Balanced);
        Assert.Equal(new ReconciliationAccount(1, 1, 1, 1), accounts.Reconciliation);
    }

    [Fact]
    public void What_was_lost_and_not_sent_again_is_a_fault() =>
        Assert.Equal(["A-2"], Audit([Loss("A-1"), Loss("A-2")], Good).Imbalances.Select(fault => fault.RecordId));

    [Fact]
    public void What_was_sent_again_without_need_is_a_fault() =>
        Assert.Equal(["A-2"], Audit([Loss("A-1")], Good with { Resent = ["A-1", "A-2"] }).Imbalances.Select(fault => fault.RecordId));

    [Fact]
    public void What_was_sent_again_and_has_not_come_is_a_fault() =>
        Assert.Equal(["A-1"], Audit([Loss("A-1") with { CameAgain = false }], Good).Imbalances.Select(fault => fault.RecordId));

    [Theory]
    [InlineData("refused", "balanced")]
    [InlineData("balanced", "unbalanced")]
    [InlineData("checking", null)]
    public void A_day_that_does_not_balance_is_a_fault(string state, string? bills) =>
        Assert.Equal(ImbalanceKind.Reconciliation, Assert.Single(Audit([Loss("A-1")], Good with { State = state, Bills = bills }).Imbalances).Kind);

    [Fact]
    public void Where_nothing_was_to_be_reconciled_there_is_no_account() => Assert.Null(Audit([]).Reconciliation);

    private static LossView Loss(string id) => new(Books.Here.AccessID, Books.Here.ParkingCode, "uploadCarInData", id, DateTimeOffset.UnixEpoch, CameAgain: true);

    private static FinalAccounts Audit(IReadOnlyList<LossView> losses, params ReconciledDay[] days) =>
        Auditor.Audit(new AuditInput([], [], [], []) { Losses = losses, Reconciliations = days.Length == 0 ? null : days });
}
