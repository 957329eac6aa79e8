using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Journal;

/// <summary>An outbox row (<c>O|{sequence}</c>): a record that waits to be forwarded.</summary>
/// <param name="Sequence">Its place in the outbox (see <see cref="SequenceSource"/>).</param>
/// <param name="Kind">The interface's name.</param>
/// <param name="Key">The record's key within its kind.</param>
/// <param name="Uid">The uid of the stay, or null.</param>
/// <param name="NotBefore">When this record may be tried again after an error that named it, or null.</param>
internal sealed record OutboxRow(string Sequence, string Kind, string Key, string? Uid, DateTimeOffset? NotBefore)
{
    private const string KindColumn = "Kind";
    private const string KeyColumn = "Key";
    private const string UidColumn = "Uid";
    private const string RevisionColumn = "Revision";
    /// <summary>The column with the business day of the record, yyyyMMdd.</summary>
    public const string DayColumn = "Day";

    private const string NotBeforeColumn = "NotBefore";

    /// <summary>When the record came into the outbox.</summary>
    public DateTimeOffset WaitsSince => TimeOf(Sequence);

    /// <summary>When a sequence was given.</summary>
    public static DateTimeOffset TimeOf(string sequence) =>
        new(long.Parse(sequence.AsSpan(2, 19), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static OutboxRow Read(TableEntity row) => new(
        row.RowKey[Rows.OutboxPrefix.Length..],
        row.GetString(KindColumn),
        row.GetString(KeyColumn),
        row.GetString(UidColumn),
        row.GetDateTimeOffset(NotBeforeColumn));

    public static TableEntity New(SiteId site, string sequence, string kind, string key, string? uid, string day, int revision) =>
        new(site.Value, Rows.Outbox(sequence))
        {
            [KindColumn] = kind,
            [KeyColumn] = key,
            [UidColumn] = uid,
            [DayColumn] = day,
            [RevisionColumn] = revision,
        };

    /// <summary>The change that keeps this row back until <paramref name="notBefore"/>.</summary>
    public TableEntity HeldBack(SiteId site, DateTimeOffset notBefore) =>
        new(site.Value, Rows.Outbox(Sequence)) { ETag = ETag.All, [NotBeforeColumn] = notBefore };

    public TableEntity Gone(SiteId site) => GoneAt(site, Sequence);

    /// <summary>Any outbox row, for deleting it: whoever may do so holds the journal row's ETag.</summary>
    public static TableEntity GoneAt(SiteId site, string sequence) => new(site.Value, Rows.Outbox(sequence)) { ETag = ETag.All };
}
