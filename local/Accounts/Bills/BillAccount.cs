using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts.Bills;

/// <summary>The account of one car park's bills.</summary>
internal sealed record BillAccount
{
    public required string AccessID { get; init; }

    public required string ParkingCode { get; init; }

    /// <summary>Bills for which the car park applied.</summary>
    public required int Applied { get; init; }

    /// <summary>Bills told in answer to a fee query, before the vehicle left.</summary>
    public required int InAdvance { get; init; }

    /// <summary>The settled ones, both kinds, by the path of the news: applyPayment, payResult, getPayResult.</summary>
    public required IReadOnlyDictionary<string, int> SettledBy { get; init; }

    /// <summary>The bills, both kinds, by the state in which the gateway has them.</summary>
    public required IReadOnlyDictionary<BillState, int> States { get; init; }

    /// <summary>Bills that the gateway does not have.</summary>
    public required int Missing { get; init; }

    /// <summary>Reports of abnormal bills that the city brain got.</summary>
    public required int Reports { get; init; }

    /// <summary>Bills on the review list.</summary>
    public required int Reviews { get; init; }

    public int In(BillState state) => States.GetValueOrDefault(state);

    public int By(string path) => SettledBy.GetValueOrDefault(path);

    public static BillAccount Of(Site site, IReadOnlyCollection<AccountedBill> bills) => new()
    {
        AccessID = site.AccessID,
        ParkingCode = site.ParkingCode,
        Applied = bills.Count(bill => !bill.IsInAdvance),
        InAdvance = bills.Count(bill => bill.IsInAdvance),
        SettledBy = bills.Where(bill => bill.Reading.State == BillState.Settled).CountBy(bill => bill.Reading.SettledBy ?? "").ToDictionary(),
        States = bills.Select(bill => bill.Reading.State).OfType<BillState>().CountBy(state => state).ToDictionary(),
        Missing = bills.Count(bill => bill.Reading.State is null),
        Reports = bills.Sum(bill => bill.City?.Reports.Count ?? 0),
        Reviews = bills.Count(bill => bill.Reading.Review.Count > 0),
    };
}
