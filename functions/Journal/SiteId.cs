using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>
/// A car park (车场) of one access system. The standard makes parkingCode unique only within its system (R26), so a site is both:
/// it is the partition key of every table and the prefix of every blob and message.
/// </summary>
internal readonly record struct SiteId
{
    private SiteId(string value) => Value = value;

    /// <summary>The key text.</summary>
    public string Value { get; }

    /// <summary>Builds the id, or null when it would be longer than a key may be.</summary>
    public static SiteId? Create(string accessId, string parkingCode) => Parse(RowKeyText.Join(accessId, parkingCode));

    /// <summary>Takes an id that was built before (from a message or a route), or null when it cannot be one.</summary>
    public static SiteId? Parse(string? value) =>
        value is not null && RowKeyText.IsEscaped(value) && value.Contains(RowKeyText.Separator, StringComparison.Ordinal)
            ? new SiteId(value)
            : null;

    public override string ToString() => Value;
}
