using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>Something that was found of a day (<c>F|…</c>). It names a record, and no vehicle.</summary>
/// <param name="Part">A <see cref="DayPart"/>'s name, or <see cref="BillsPart"/>.</param>
/// <param name="What">One of <see cref="FindingKind"/>.</param>
/// <param name="Key">The record's key within its kind, or the bill's number.</param>
/// <param name="Uid">流水号, where it is known.</param>
/// <param name="Round">In which round.</param>
/// <param name="Detail">What differs; null where there is nothing to add.</param>
internal sealed record Finding(string Part, string What, string Key, string? Uid, int Round, string? Detail = null)
{
    /// <summary>The leave-first-pay-later bills of checkDailyBill.</summary>
    public const string BillsPart = "bills";

    // Names of parts and kinds, two separators, and a hash instead of a key that is longer.
    private const int LongestKey = 150;

    public static Finding Read(TableEntity row) => new(
        row.GetString(nameof(Part)),
        row.GetString(nameof(What)),
        row.GetString(nameof(Key)),
        row.GetString(nameof(Uid)),
        row.GetInt32(nameof(Round)) ?? 0,
        row.GetString(nameof(Detail)));

    /// <summary>The row within a run; a repeat of a step writes the same row again.</summary>
    public TableEntity ToRow(SiteId site, string prefix)
    {
        var key = RowKeyText.IsEscaped(Key) ? Key : RowKeyText.Escape(Key);
        return new TableEntity(site.Value, $"{prefix}{Part}|{What}|{(key.Length <= LongestKey ? key : RowKeyText.Separator + Vehicle.HashOf(Key))}")
        {
            [nameof(Part)] = Part,
            [nameof(What)] = What,
            [nameof(Key)] = Key,
            [nameof(Uid)] = Uid,
            [nameof(Round)] = Round,
            [nameof(Detail)] = Detail,
        };
    }
}

/// <summary>What can be found, as rows and answers spell it.</summary>
internal static class FindingKind
{
    /// <summary>The city brain had accepted it and does not have it: it was sent again.</summary>
    public const string Resent = "resent";

    /// <summary>The city brain does not have it, and it was not sent again.</summary>
    public const string Missing = "missing";

    /// <summary>The city brain has refused it; it is not sent again by itself.</summary>
    public const string DeadLetter = "deadLetter";

    /// <summary>The city brain has it, and here it was refused or given up.</summary>
    public const string RefusedHere = "refusedHere";

    /// <summary>The city brain counts it to this day, and we count it to another.</summary>
    public const string OtherDay = "otherDay";

    /// <summary>The city brain has it, and we know nothing of it.</summary>
    public const string UnknownHere = "unknownHere";

    /// <summary>A bill that is paid there and open here: its orchestration was told to ask.</summary>
    public const string UnpaidHere = "unpaidHere";

    /// <summary>A bill that is paid here and open there.</summary>
    public const string UnpaidThere = "unpaidThere";

    /// <summary>Amounts that differ.</summary>
    public const string Amounts = "amounts";
}
