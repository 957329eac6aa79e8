using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Catalogue;

/// <summary>What the catalogue's objects say, member by member, in the words of the transcription.</summary>
internal static class CatalogueView
{
    // What describes the document rather than the protocol is not in the catalogue.
    private static readonly string[] LeftOut =
    [
        "direction", "exampleRequest", "exampleResponse", "exampleOnlyFields", "anomalies", "sourceLines",
        "dictionaryRef", "glossary", "request", "response",
    ];

    public static bool IsKept(string member) => !LeftOut.Contains(member);

    public static object? Of(InterfaceDefinition definition, string member) => member switch
    {
        "name" => definition.Name,
        "titleZh" => definition.TitleZh,
        "titleEn" => definition.TitleEn,
        "section" => definition.Section,
        "required" => definition.Required,
        "kind" => definition.Kind switch
        {
            InterfaceKind.HttpUplink => "http-uplink",
            InterfaceKind.MqttDownlink => "mqtt-downlink",
            InterfaceKind.HttpVendor => "http-vendor",
            _ => null,
        },
        "path" => definition.Path,
        "altPath" => definition.AltPath,
        "callCycle" => definition.CallCycle,
        "callCycleEn" => definition.CallCycleEn,
        "callCondition" => definition.CallCondition,
        "callConditionEn" => definition.CallConditionEn,
        "functionZh" => definition.FunctionZh,
        "functionEn" => definition.FunctionEn,
        _ => throw new ArgumentException($"The catalogue does not know the member {member} of an interface."),
    };

    public static object? Of(FieldDefinition field, string member) => member switch
    {
        "name" => field.Name,
        "titleZh" => field.TitleZh,
        "type" => field.Type.ToString(),
        "length" => field.Length,
        "required" => field.Requirement switch
        {
            Requirement.Required => true,
            Requirement.Optional => false,
            _ => "conditional",
        },
        "conditionZh" => field.ConditionZh,
        "conditionEn" => field.ConditionEn,
        "descriptionZh" => field.DescriptionZh,
        "descriptionEn" => field.DescriptionEn,
        "sample" => field.Sample,
        "dictionary" => field.Dictionary,
        "values" => field.PrintedCodes is { } codes ? Of(codes) : null,
        "in" => field.Place switch
        {
            FieldPlace.Data => "data",
            FieldPlace.DataParams => "data.params",
            FieldPlace.Form => "form",
            FieldPlace.Params => "params",
            FieldPlace.Root => "root",
            _ => null,
        },
        "jsonPath" => field.JsonPath,
        _ => throw new ArgumentException($"The catalogue does not know the member {member} of a field."),
    };

    public static Dictionary<string, object> Of(CodeDictionary dictionary) =>
        dictionary.Codes.ToDictionary(code => code.Code, object (code) => new { zh = code.TitleZh, en = code.TitleEn });
}
