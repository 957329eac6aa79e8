using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.Accounts.Guidance;
using HzFunctions.Local.CarParkSimulator.Guidance;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>Everything that the accounts are drawn up from.</summary>
/// <param name="Ledger">All lines of the car parks' ledger.</param>
/// <param name="Accepted">What the gateway accepted, with what it says of it now.</param>
/// <param name="City">What the city brain has.</param>
/// <param name="Violations">What the city brain complained of during this run.</param>
internal sealed record AuditInput(
    IReadOnlyList<LedgerLine> Ledger,
    IReadOnlyList<AccountedEvent> Accepted,
    IReadOnlyList<CityEvidence> City,
    IReadOnlyList<Imbalance> Violations)
{
    /// <summary>What the city brain sent down.</summary>
    public IReadOnlyList<DownlinkView> Downlinks { get; init; } = [];

    /// <summary>What the city brain answered with success and lost.</summary>
    public IReadOnlyList<LossView> Losses { get; init; } = [];

    /// <summary>The days that were reconciled at the end of the run; null: none were to be.</summary>
    public IReadOnlyList<ReconciledDay>? Reconciliations { get; init; }

    /// <summary>The bills that the gateway drives.</summary>
    public IReadOnlyList<AccountedBill> Bills { get; init; } = [];

    /// <summary>What their reports are held against; null: nothing.</summary>
    public BillTerms? BillTerms { get; init; }

    /// <summary>What drivers were told of indoor guidance, and what car parks did for them.</summary>
    public IReadOnlyList<GuidanceLine> Guidance { get; init; } = [];

    /// <summary>What the gateway says of the bookings at the end.</summary>
    public IReadOnlyList<BookingReading> Bookings { get; init; } = [];

    /// <summary>How the city brain counts it.</summary>
    public DownlinkStatistics? DownlinkStatistics { get; init; }
}
