using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Guidance;

/// <summary>The keys of the table <c>Guidance</c>; the partition is the site, but for the lookup by user and plate, which knows no site.</summary>
internal static class GuidanceRows
{
    /// <summary>The table's name.</summary>
    public const string Table = "Guidance";

    /// <summary>Prefix of all spaces.</summary>
    public const string SpacePrefix = "S|";

    /// <summary>Prefix of the list of spaces that can be booked now.</summary>
    public const string AvailablePrefix = "A|";

    /// <summary>Prefix of all bookings.</summary>
    public const string BookingPrefix = "B|";

    /// <summary>Prefix of all vehicles.</summary>
    public const string PlatePrefix = "P|";

    /// <summary>Prefix of what is due of bookings, the last to come first: what is due by now stands right before the list of spaces that can be booked.</summary>
    public const string DuePrefix = "A!";

    public static string Space(string parkSpaceId) => SpacePrefix + KeyOf(parkSpaceId);

    public static string Available(string parkSpaceId) => AvailablePrefix + KeyOf(parkSpaceId);

    public static string Booking(string number) => BookingPrefix + number;

    /// <summary>A vehicle; a row key is part of a URL, and a plate must not be in one.</summary>
    public static string Plate(string plateHash) => PlatePrefix + plateHash;

    /// <summary>What a plate, whose blanks mean nothing, is in a key.</summary>
    public static string PlateHash(string plate) => Vehicle.HashOf(plate.Replace(" ", string.Empty, StringComparison.Ordinal));

    public static string Due(DateTimeOffset at, string number) => string.Create(CultureInfo.InvariantCulture, $"{DuePrefix}{Descending(at)}|{number}");

    /// <summary>Everything that is due by a time.</summary>
    public static RowRange DueBy(SiteId site, DateTimeOffset time) =>
        RowRange.StartingWith(site.Value, DuePrefix) with { From = DuePrefix + Descending(time) };

    /// <summary>Everything that is due by a time, and the list of spaces that can be booked: one range.</summary>
    public static RowRange DueByAndAvailable(SiteId site, DateTimeOffset time) =>
        RowRange.StartingWith(site.Value, AvailablePrefix) with { From = DuePrefix + Descending(time) };

    /// <summary>The partition of the bookings of a user for a vehicle. A site always has two tildes in it, so that it is none.</summary>
    public static string User(string userId, string plate) => $"U|{HashOf($"{userId}\n{plate}")}";

    /// <summary>A booking in the lookup, the newest first.</summary>
    public static string UserBooking(DateTimeOffset createdAt, BookRecordId id) =>
        $"{Descending(createdAt)}|{id.Number}";

    private static string Descending(DateTimeOffset time) => (DateTime.MaxValue.Ticks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // No escaped text begins with the separator.
    private static string KeyOf(string parkSpaceId)
    {
        var escaped = RowKeyText.Escape(parkSpaceId);
        return escaped.Length <= RowKeyText.MaximumLength ? escaped : RowKeyText.Separator + HashOf(parkSpaceId);
    }
}
