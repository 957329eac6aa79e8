using System.Text.Json;

namespace HzFunctions.CityBrain.Catalogue;

internal static class FieldReader
{
    public static FieldDefinition Read(JsonElement row, IReadOnlyDictionary<string, CodeDictionary> dictionaries)
    {
        var name = row.Text("name");
        var title = row.Text("titleZh");
        var type = TypeOf(row.Text("type"));
        var requirement = RequirementOf(row.GetProperty("required"));
        var printedCondition = row.TextOrNull("conditionZh");
        var description = row.TextOrNull("descriptionZh");
        var sample = row.TextOrNull("sample");
        var dictionary = row.TextOrNull("dictionary");
        var printedCodes = PrintedCodes(row, name, title, type);
        return new FieldDefinition
        {
            Name = name,
            TitleZh = title,
            Type = type,
            Length = row.TryGetProperty("length", out var length) ? length.GetInt32() : null,
            Requirement = requirement,
            Condition = FieldConditions.Of(requirement, printedCondition),
            ConditionZh = printedCondition,
            ConditionEn = row.TextOrNull("conditionEn"),
            DescriptionZh = description,
            DescriptionEn = row.TextOrNull("descriptionEn"),
            Sample = sample,
            Dictionary = dictionary,
            PrintedCodes = printedCodes,
            Codes = dictionary is null ? printedCodes : dictionaries[dictionary],
            Place = PlaceOf(row.Text("in")),
            JsonPath = row.Text("jsonPath"),
            Format = FieldFormats.Of(name, type, title, description, sample),
        };
    }

    public static FieldType TypeOf(string printed) => printed switch
    {
        "String" => FieldType.String,
        "Int" => FieldType.Int,
        "Long" => FieldType.Long,
        "Double" => FieldType.Double,
        "Boolean" => FieldType.Boolean,
        _ => throw new InvalidDataException($"The type {printed} is not known."),
    };

    private static CodeDictionary? PrintedCodes(JsonElement row, string name, string title, FieldType type) =>
        row.TryGetProperty("values", out var values)
            ? new CodeDictionary
            {
                Name = name,
                TitleZh = title,
                TitleEn = name,
                CodeType = type,
                Codes = DictionaryReader.ReadCodes(values),
            }
            : null;

    private static Requirement RequirementOf(JsonElement required) => required.ValueKind switch
    {
        JsonValueKind.True => Requirement.Required,
        JsonValueKind.False => Requirement.Optional,
        _ => Requirement.Conditional,
    };

    private static FieldPlace PlaceOf(string printed) => printed switch
    {
        "data" => FieldPlace.Data,
        "data.params" => FieldPlace.DataParams,
        "form" => FieldPlace.Form,
        "params" => FieldPlace.Params,
        "root" => FieldPlace.Root,
        _ => throw new InvalidDataException($"The place {printed} is not known."),
    };
}
