using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.Accounts.Guidance;

namespace HzFunctions.Local.Accounts;

/// <summary>The accounts at the end of a run.</summary>
internal sealed record FinalAccounts
{
    public bool Balanced => Imbalances.Count == 0;

    public required IReadOnlyList<SiteAccount> Sites { get; init; }

    /// <summary>What was sent down; null where nothing could be.</summary>
    public DownlinkAccount? Downlinks { get; init; }

    /// <summary>The bills of the car parks whose bills the gateway drives.</summary>
    public IReadOnlyList<BillAccount> Bills { get; init; } = [];

    /// <summary>What drivers were told of indoor guidance; null where there was none.</summary>
    public BookingAccount? Bookings { get; init; }

    /// <summary>What reconciling came to; null where nothing was to be reconciled.</summary>
    public ReconciliationAccount? Reconciliation { get; init; }

    public required IReadOnlyList<Imbalance> Imbalances { get; init; }

    /// <summary>Records of the city brain that are in nobody's ledger: somebody else spoke to the gateway as well.</summary>
    public required int OfOthers { get; init; }
}
