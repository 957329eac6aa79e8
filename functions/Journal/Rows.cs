using System.Globalization;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>The row keys of the table <c>CarParkLog</c>; the partition is always the site.</summary>
internal static class Rows
{
    /// <summary>The table's name.</summary>
    public const string Table = "CarParkLog";

    /// <summary>The lease row; it also holds the site's back-off.</summary>
    public const string Lease = "L";

    /// <summary>Prefix of the outbox.</summary>
    public const string OutboxPrefix = "O|";

    /// <summary>Prefix of the list of dead letters.</summary>
    public const string RefusedPrefix = "R|";

    /// <summary>Prefix of the marks of past days that have changed.</summary>
    public const string ChangedDayPrefix = "X|";

    // yyyyMMddHHmmss, with as many digits whatever is subtracted.
    private const long NoTimeIsLater = 100_000_000_000_000;

    public static string Event(string kind, string key) => $"E|{kind}|{key}";

    public static string Day(string day, string kind, string key) => $"D|{day}|{kind}|{key}";

    /// <summary>The records of one kind that belong to a business day.</summary>
    public static string DayPrefix(string day, string kind) => $"D|{day}|{kind}|";

    /// <summary>The mark of a past day of which something has changed since.</summary>
    public static string ChangedDay(string day) => ChangedDayPrefix + day;

    public static string Uid(string uid, string kind, string key) => $"{UidPrefix(uid)}{kind}|{key}";

    public static string UidPrefix(string uid) => $"U|{RowKeyText.Escape(uid)}|";

    /// <summary>A vehicle's arrivals and departures, the newest first.</summary>
    public static string Vehicle(Passage passage, string kind, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{VehiclePrefix(passage.Vehicle)}{NoTimeIsLater - passage.Time}|{kind}|{key}");

    public static string VehiclePrefix(Vehicle vehicle) => $"V|{vehicle.Color}|{vehicle.PlateHash}|";

    /// <summary>A record that names a plate and is neither an arrival nor a departure.</summary>
    public static string Plate(string plateHash, string kind, string key) => $"{PlatePrefix(plateHash)}{kind}|{key}";

    public static string PlatePrefix(string plateHash) => $"P|{plateHash}|";

    /// <summary>What a record was before it was revised or sent again, by the sequence that it had in the outbox then.</summary>
    public static string Past(string kind, string key, string sequence) => $"{PastPrefix(kind, key)}{sequence}";

    public static string PastPrefix(string kind, string key) => $"H|{kind}|{key}|";

    public static string Outbox(string sequence) => OutboxPrefix + sequence;

    public static string Refused(string kind, string key) => $"{RefusedPrefix}{kind}|{key}";

    /// <summary>Kind and key of a row that ends in <c>…|{kind}|{key}</c>.</summary>
    public static (string Kind, string Key) KindAndKey(string row)
    {
        var keyAt = row.LastIndexOf('|') + 1;
        var kindAt = row.LastIndexOf('|', keyAt - 2) + 1;
        return (row[kindAt..(keyAt - 1)], row[keyAt..]);
    }
}
