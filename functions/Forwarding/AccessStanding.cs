using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>
/// How the city brain has lately treated an access. Refusals of different records with the same words, one after the other, say that
/// the access is refused and not the records (a wrong key, an expired contract).
/// </summary>
/// <param name="Words">The words of the present streak of refusals.</param>
/// <param name="Records">The records of the streak.</param>
/// <param name="SuspendedSince">When the streak suspended the access, or null.</param>
/// <param name="ProbeAt">When the next probe of a suspended access is due.</param>
/// <param name="ETag">The version that was read; none for an access that was never refused.</param>
internal sealed record AccessStanding(
    string Words, IReadOnlyList<string> Records, DateTimeOffset? SuspendedSince, DateTimeOffset? ProbeAt, ETag? ETag)
{
    /// <summary>An access in good standing.</summary>
    public static readonly AccessStanding Good = new(string.Empty, [], null, null, null);

    private const string Partition = "standing";
    private const string WordsColumn = "Words";
    private const string RecordsColumn = "Records";
    private const string SuspendedSinceColumn = "SuspendedSince";
    private const string ProbeAtColumn = "ProbeAt";

    /// <summary>True while nothing but a probe goes up.</summary>
    public bool IsSuspended => SuspendedSince is not null;

    /// <summary>The row's place in the table <c>Directory</c>.</summary>
    public static (string Partition, string Row) PlaceOf(string accessId) => (Partition, RowKeyText.Escape(accessId));

    public static AccessStanding Read(TableEntity? row) => row is null
        ? Good
        : new AccessStanding(
            row.GetString(WordsColumn) ?? string.Empty,
            (row.GetString(RecordsColumn) ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            row.GetDateTimeOffset(SuspendedSinceColumn),
            row.GetDateTimeOffset(ProbeAtColumn),
            row.ETag);

    /// <summary>This standing with one more refusal. A suspended access has been refused enough: its probes are not counted.</summary>
    public AccessStanding WithRefusal(string words, string record)
    {
        if (IsSuspended)
        {
            return this;
        }

        if (words != Words)
        {
            return this with { Words = words, Records = [record] };
        }

        return Records.Contains(record) ? this : this with { Records = [.. Records, record] };
    }

    /// <summary>The change that writes this standing over the one that was read.</summary>
    public TableTransactionAction ToChange(string accessId)
    {
        var (partition, rowKey) = PlaceOf(accessId);
        var row = new TableEntity(partition, rowKey)
        {
            [WordsColumn] = Words,
            [RecordsColumn] = string.Join('\n', Records),
            [SuspendedSinceColumn] = SuspendedSince,
            [ProbeAtColumn] = ProbeAt,
        };
        return ETag is { } etag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, etag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
