using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts;

/// <summary>One thing that does not add up.</summary>
internal sealed record Imbalance(ImbalanceKind Kind, Site Site, string? Interface, string? RecordId, string? Receipt, string Detail)
{
    public static Imbalance Of(ImbalanceKind kind, LedgerLine line, string detail) =>
        new(kind, line.Site, line.Interface, line.RecordId, line.Receipt, detail);
}
