namespace HzFunctions.CityBrain.Catalogue;

/// <summary>Tells a field's format from what its row prints, since the tables have no column for it.</summary>
internal static class FieldFormats
{
    public static FieldFormat Of(string name, FieldType type, string title, string? description, string? sample) => type switch
    {
        FieldType.String => OfText(name, sample),
        FieldType.Boolean => FieldFormat.None,
        _ => IsAmount(name, title, description) ? FieldFormat.Amount : FieldFormat.None,
    };

    private static FieldFormat OfText(string name, string? sample)
    {
        if (name is "plateNo" or "carNum")
        {
            return FieldFormat.Plate;
        }

        if (name is "feeScale" or "remark")
        {
            return FieldFormat.Prose;
        }

        // Every field of time has a sample, but only some descriptions name the pattern (uploadTime of §4.6 does not).
        return sample switch
        {
            not null when ChinaTime.TryParse(sample, out _) => FieldFormat.DateTime,
            not null when ChinaTime.TryParseDay(sample, out _) => FieldFormat.Date,
            _ => FieldFormat.None,
        };
    }

    private static bool IsAmount(string name, string title, string? description) => name switch
    {
        // Described with the unit of its neighbours, but a number of bills.
        "dailyCount" => false,

        // An amount in fen in §3.2.1; the confirmation's row leaves the unit out.
        "moneyLimit" => true,
        _ => title.Contains('分', StringComparison.Ordinal) || (description?.Contains('分', StringComparison.Ordinal) ?? false),
    };
}
