namespace HzFunctions.Functions.Storage;

/// <summary>Rows of one partition from <paramref name="From"/> (included) to <paramref name="To"/> (excluded).</summary>
internal readonly record struct RowRange(string Partition, string From, string To)
{
    /// <summary>All rows whose key starts with <paramref name="prefix"/>, which ends in an ASCII character.</summary>
    public static RowRange StartingWith(string partition, string prefix) =>
        new(partition, prefix, prefix[..^1] + (char)(prefix[^1] + 1));

    /// <summary>The whole partition: no key starts with a character above CJK (see <see cref="RowKeyText"/>).</summary>
    public static RowRange All(string partition) => new(partition, string.Empty, "\ua000");

    /// <summary>The part of this range that comes after <paramref name="row"/>: '!' is below every character of a key.</summary>
    public RowRange After(string row) => this with { From = row + "!" };
}
