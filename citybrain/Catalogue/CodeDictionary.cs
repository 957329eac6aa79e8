using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HzFunctions.CityBrain.Catalogue;

/// <summary>
/// The codes that a field may hold: an entry of the data dictionary (数据字典, chapter 5), or the codes that the field's own
/// cell prints.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "Dictionary is the standard's own word for it (数据字典).")]
public sealed record CodeDictionary
{
    /// <summary>The entry's key, as <c>plateColor</c>; for codes printed in a cell, the field's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the codes are about, in Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>What the codes are about, in English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Whether the codes are numbers or strings on the wire.</summary>
    public required FieldType CodeType { get; init; }

    /// <summary>The codes in the order printed.</summary>
    public required IReadOnlyList<DictionaryCode> Codes { get; init; }

    /// <summary>The codes as a reader wants them: <c>1..5</c> where they are consecutive numbers, else a list.</summary>
    public string Range => ConsecutiveNumbers() ?? string.Join(", ", Codes.Select(code => code.Code));

    /// <summary>Finds a code by its exact text (<c>1</c> is not <c>01</c>).</summary>
    public DictionaryCode? Find(ReadOnlySpan<char> code)
    {
        foreach (var candidate in Codes)
        {
            if (code.SequenceEqual(candidate.Code))
            {
                return candidate;
            }
        }

        return null;
    }

    private string? ConsecutiveNumbers()
    {
        if (CodeType != FieldType.Int || Codes.Count < 3)
        {
            return null;
        }

        var numbers = Codes.Select(code => int.Parse(code.Code, CultureInfo.InvariantCulture)).Order().ToArray();
        return numbers[^1] - numbers[0] == numbers.Length - 1 ? $"{numbers[0]}..{numbers[^1]}" : null;
    }
}
