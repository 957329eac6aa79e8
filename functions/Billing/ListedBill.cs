using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>A bill on one of the lists: what Watch has to know of it, so that it reads no other row.</summary>
/// <param name="BillId">停车场账单编号.</param>
/// <param name="IsReview">True on the review list, false on that of the driven ones.</param>
/// <param name="Instance">Which instance drives it; 0 on the review list.</param>
internal sealed record ListedBill(SiteId Site, string BillId, bool IsReview, int Instance)
{
    /// <summary>Whether it is applied for, and not yet accepted.</summary>
    public bool IsApplying { get; init; }

    /// <summary>Since when it is applied for, or accepted.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When an orchestration should next do something about it.</summary>
    public DateTimeOffset NextAt { get; init; }

    public static ListedBill Of(BillRow bill) => new(bill.Site, bill.BillId, IsReview: false, bill.Generation)
    {
        IsApplying = bill.State == BillState.Applying,
        Since = bill.AcceptedAt ?? bill.AppliedAt,
        NextAt = bill.NextAt,
    };

    public static TableEntity ReviewOf(BillRow bill) => new(bill.Site.Value, BillRows.Review(bill.BillId)) { [nameof(BillId)] = bill.BillId };

    public static ListedBill Read(SiteId site, TableEntity row) =>
        new(site, row.GetString(nameof(BillId)), row.RowKey.StartsWith(BillRows.ReviewPrefix, StringComparison.Ordinal), row.GetInt32(nameof(Instance)) ?? 0)
        {
            IsApplying = row.GetBoolean(nameof(IsApplying)) ?? false,
            Since = row.GetDateTimeOffset(nameof(Since)) ?? default,
            NextAt = row.GetDateTimeOffset(nameof(NextAt)) ?? default,
        };

    public TableEntity ToRow() => new(Site.Value, BillRows.Open(BillId))
    {
        [nameof(BillId)] = BillId,
        [nameof(Instance)] = Instance,
        [nameof(IsApplying)] = IsApplying,
        [nameof(Since)] = Since,
        [nameof(NextAt)] = NextAt,
    };
}
