namespace HzFunctions.CityBrain.Catalogue;

/// <summary>One row of a table of the standard: a field of a request, a response or a message.</summary>
public sealed record FieldDefinition
{
    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>The Chinese title (名称).</summary>
    public required string TitleZh { get; init; }

    /// <summary>The declared type.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The declared length, in characters or digits; null where the table prints none.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the field may be empty.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>The condition, for a field whose requirement depends on another.</summary>
    public FieldCondition Condition { get; init; }

    /// <summary>The remark on emptiness in English.</summary>
    public string? ConditionEn { get; init; }

    /// <summary>The remark on emptiness as printed.</summary>
    public string? ConditionZh { get; init; }

    /// <summary>The description as printed.</summary>
    public string? DescriptionZh { get; init; }

    /// <summary>The description in English.</summary>
    public string? DescriptionEn { get; init; }

    /// <summary>The sample as printed, blanks included.</summary>
    public string? Sample { get; init; }

    /// <summary>The key of the data dictionary's entry that the cell refers to.</summary>
    public string? Dictionary { get; init; }

    /// <summary>The codes that the cell prints itself; where it also refers to the dictionary, they may be fewer.</summary>
    public CodeDictionary? PrintedCodes { get; init; }

    /// <summary>The codes that are allowed: the dictionary's, or else those that the cell prints itself.</summary>
    public CodeDictionary? Codes { get; init; }

    /// <summary>Where in the message the field stands.</summary>
    public required FieldPlace Place { get; init; }

    /// <summary>The exact place, as <c>data.params.plateNo</c>; <c>[]</c> is each element of an array.</summary>
    public required string JsonPath { get; init; }

    /// <summary>What the value must look like beyond its type.</summary>
    public FieldFormat Format { get; init; }
}
