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

    /// <summary>Prefix of what is due of bookings, the first to come first.</summary>
    public const string DuePrefix = "T|";

    public static string Space(string parkSpaceId) => SpacePrefix + KeyOf(parkSpaceId);

    public static string Available(string parkSpaceId) => AvailablePrefix + KeyOf(parkSpaceId);

    public static string Booking(string number) => $"B|{number}";

    /// <summary>A vehicle; a row key is part of a URL, and a plate must not be in one.</summary>
    public static string Plate(string plateHash) => $"P|{plateHash}";

    /// <summary>What a plate, whose blanks mean nothing, is in a key.</summary>
    public static string PlateHash(string plate) => Vehicle.HashOf(plate.Replace(" ", string.Empty, StringComparison.Ordinal));

    public static string Due(DateTimeOffset at, string number) => string.Create(CultureInfo.InvariantCulture, $"{DuePrefix}{at.UtcTicks:D19}|{number}");

    /// <summary>Everything that is due by a time.</summary>
    public static RowRange DueBy(SiteId site, DateTimeOffset time) =>
        new(site.Value, DuePrefix, string.Create(CultureInfo.InvariantCulture, $"{DuePrefix}{time.UtcTicks + 1:D19}"));

    /// <summary>The partition of the bookings of a user for a vehicle. A site always has two tildes in it, so that it is none.</summary>
    public static string User(string userId, string plate) => $"U|{HashOf($"{userId}\n{plate}")}";

    /// <summary>A booking in the lookup, the newest first.</summary>
    public static string UserBooking(DateTimeOffset createdAt, BookRecordId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - createdAt.UtcTicks:D19}|{id.Number}");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // No escaped text begins with the separator.
    private static string KeyOf(string parkSpaceId)
    {
        var escaped = RowKeyText.Escape(parkSpaceId);
        return escaped.Length <= RowKeyText.MaximumLength ? escaped : RowKeyText.Separator + HashOf(parkSpaceId);
    }
}
