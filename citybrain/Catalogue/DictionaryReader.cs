using System.Text.Json;

namespace HzFunctions.CityBrain.Catalogue;

internal static class DictionaryReader
{
    public static CodeDictionary Read(string name, JsonElement entry) => new()
    {
        Name = name,
        TitleZh = entry.Text("titleZh"),
        TitleEn = entry.Text("titleEn"),
        CodeType = FieldReader.TypeOf(entry.Text("codeType")),
        Codes = ReadCodes(entry.GetProperty("values")),
    };

    public static IReadOnlyList<DictionaryCode> ReadCodes(JsonElement values) => Array.AsReadOnly(values.EnumerateObject()
        .Select(code => new DictionaryCode(code.Name, code.Value.Text("zh"), code.Value.Text("en")))
        .ToArray());
}
