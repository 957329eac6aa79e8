using Azure.Data.Tables;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>A change of a bill: columns, what its history says of it, and what the car park is told, all in one transaction.</summary>
internal sealed class BillChange
{
    /// <summary>The columns that get another value.</summary>
    public Dictionary<string, object> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>What the history says.</summary>
    public List<BillEvent> Events { get; } = [];

    /// <summary>What the car park is told.</summary>
    public List<CarParkNotice> Notices { get; } = [];

    /// <summary>True when nothing changes.</summary>
    public bool IsEmpty => Columns.Count == 0;

    public BillChange Set(string column, object value)
    {
        Columns[column] = value;
        return this;
    }

    /// <summary>Adds a line to the history.</summary>
    public BillChange Say(DateTimeOffset at, string what, string? detail = null)
    {
        Events.Add(new BillEvent(at, what, detail));
        return this;
    }

    /// <summary>Nobody is calling the city brain any more.</summary>
    public BillChange Release() => Set(BillRow.Columns.Claim, string.Empty);

    /// <summary>Puts the bill on the review list, for each reason once.</summary>
    public BillChange Review(BillRow bill, params IEnumerable<string> reasons)
    {
        List<string> all = [.. bill.Reviews.Union(reasons)];
        return all.Count > bill.Reviews.Count ? Set(BillRow.Columns.Reviews, BillRow.Joined(all)) : this;
    }

    /// <summary>The bill is over.</summary>
    public BillChange End(BillState state, DateTimeOffset at) =>
        Set(BillRow.Columns.State, BillStates.Text(state)).Set(BillRow.Columns.EndedAt, at).Release();
}

/// <summary>One line of a bill's history (<c>BH|…</c>). No plate stands in it.</summary>
/// <param name="At">When.</param>
/// <param name="What">One of <see cref="BillEvents"/>.</param>
/// <param name="Detail">A code, an amount, a path; null where there is nothing to add.</param>
internal sealed record BillEvent(DateTimeOffset At, string What, string? Detail)
{
    private const string WhatColumn = "What";
    private const string DetailColumn = "Detail";
    private const string AtColumn = "At";

    public static BillEvent Read(TableEntity row) =>
        new(row.GetDateTimeOffset(AtColumn)!.Value, row.GetString(WhatColumn), row.GetString(DetailColumn));

    public TableTransactionAction Add(SiteId site, string billId, string sequence) =>
        new(TableTransactionActionType.Add, new TableEntity(site.Value, BillRows.HistoryPrefix(billId) + sequence)
        {
            [AtColumn] = At,
            [WhatColumn] = What,
            [DetailColumn] = Detail,
        });
}

/// <summary>What a history can say.</summary>
internal static class BillEvents
{
    public const string Applied = "applied";
    public const string Answered = "answered";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Asked = "asked";
    public const string Reported = "reported";
    public const string Settled = "settled";
    public const string Paid = "paidAgain";
    public const string UnpaidSaid = "unpaidSaid";
    public const string Cancelled = "cancelled";
    public const string PayRecord = "payRecord";
    public const string Superseded = "superseded";
    public const string WrittenOff = "writtenOff";
    public const string Reviewed = "reviewed";
    public const string Expired = "expired";
}
