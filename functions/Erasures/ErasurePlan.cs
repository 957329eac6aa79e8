using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Erasures;

/// <summary>What of a vehicle is to be erased at one car park, and what is not.</summary>
/// <param name="Site">The car park.</param>
/// <param name="Records">Records.</param>
/// <param name="Bills">Bills.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Facts">Rows of what was said last.</param>
/// <param name="Kept">What stays.</param>
internal sealed record ErasurePlan(
    SiteId Site,
    IReadOnlyList<JournalRow> Records,
    IReadOnlyList<BillRow> Bills,
    IReadOnlyList<DownlinkRow> Messages,
    IReadOnlyList<string> Facts,
    IReadOnlyList<KeptItem> Kept)
{
    /// <summary>True when nothing is known of the vehicle.</summary>
    public bool IsEmpty => Records.Count + Bills.Count + Messages.Count + Facts.Count + Bookings.Count + Places.Count + Kept.Count == 0;

    /// <summary>The photos that go with the records.</summary>
    public required IReadOnlyList<KeptPhoto> Photos { get; init; }

    /// <summary>Bookings of spaces that have ended.</summary>
    public required IReadOnlyList<BookingRow> Bookings { get; init; }

    /// <summary>The plate's hash, where it is known where the vehicle is.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>The report of a plan that was carried out, or would be.</summary>
    public ErasedSite Report() => new(
        Site.Value,
        new SortedDictionary<string, int>(Records.CountBy(record => record.Kind).ToDictionary(), StringComparer.Ordinal),
        Photos.Count,
        Bills.Count,
        Messages.Count,
        Facts.Count,
        Bookings.Count,
        Places.Count,
        Kept);

    /// <summary>What tells these plans from all others.</summary>
    public static string DigestOf(IEnumerable<ErasurePlan> plans)
    {
        var rows = plans.SelectMany(plan => plan.Names().Select(row => $"{plan.Site}|{row}")).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..32];
    }

    private IEnumerable<string> Names() =>
    [
        .. Records.Select(record => $"{ReceiptId.Of(record.Kind, record.Key)}|{record.Revision}"),
        .. Photos.Select(photo => photo.Blob),
        .. Bills.Select(bill => BillRows.Bill(bill.BillId)),
        .. Messages.Select(message => message.Key.Row),
        .. Facts,
        .. Bookings.Select(booking => GuidanceRows.Booking(booking.Id.Number)),
        .. Places.Select(GuidanceRows.Plate),
    ];
}

/// <summary>A photo of a record, or of one of its earlier revisions.</summary>
/// <param name="Record">The record.</param>
/// <param name="Blob">The blob's name.</param>
internal sealed record KeptPhoto(JournalRow Record, string Blob);
