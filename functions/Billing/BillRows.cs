using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// The row keys of bills. They stand in the table <c>Downlinks</c>, beside what the city brain sends down: so a payment result, the bill that
/// it settles and the message for the car park are one transaction.
/// </summary>
internal static class BillRows
{
    /// <summary>Prefix of the bills.</summary>
    public const string BillPrefix = "B|";

    /// <summary>Prefix of the list of bills that are still driven.</summary>
    public const string OpenPrefix = "BO|";

    /// <summary>Prefix of the list of bills that somebody should look at.</summary>
    public const string ReviewPrefix = "BR|";

    /// <summary>Prefix of the index by business day: of the bill's time, of its application, of its payment.</summary>
    public const string DayPrefix = "BD|";

    // A billID of 60 characters has at most so many, unless it is full of unusual ones.
    private const int LongestKey = 100;

    public static string Bill(string billId) => BillPrefix + KeyOf(billId);

    public static string Open(string billId) => OpenPrefix + KeyOf(billId);

    public static string Review(string billId) => ReviewPrefix + KeyOf(billId);

    /// <summary>A bill in the index of a day, yyyyMMdd.</summary>
    public static string Day(string day, string billId) => DayOf(day) + KeyOf(billId);

    /// <summary>Prefix of the bills of a day.</summary>
    public static string DayOf(string day) => $"{DayPrefix}{day}|";

    /// <summary>Prefix of the bills of a stay.</summary>
    public static string UidPrefix(string uid) => $"BU|{KeyOf(uid)}|";

    /// <summary>Prefix of the bills of a plate.</summary>
    /// <param name="plateHash">The plate as keys know it.</param>
    public static string PlatePrefix(string plateHash) => $"BV|{plateHash}|";

    /// <summary>The rows by which a bill is found.</summary>
    public static IEnumerable<string> Indexes(BillApplication told) =>
        [UidPrefix(told.Uid) + KeyOf(told.BillId), PlatePrefix(Vehicle.HashOf(told.PlateNo)) + KeyOf(told.BillId)];

    /// <summary>Prefix of a bill's history.</summary>
    public static string HistoryPrefix(string billId) => $"BH|{KeyOf(billId)}|";

    /// <summary>A billID as keys hold it: escaped, or where that is too long a hash, before which no escaped text can stand.</summary>
    public static string KeyOf(string billId)
    {
        var escaped = RowKeyText.Escape(billId);
        return escaped.Length <= LongestKey ? escaped : RowKeyText.Separator + Vehicle.HashOf(billId);
    }

    /// <summary>The open bills and those on the review list, which lie side by side.</summary>
    public static RowRange OpenAndReview(SiteId site) => new(site.Value, OpenPrefix, RowRange.StartingWith(site.Value, ReviewPrefix).To);
}
