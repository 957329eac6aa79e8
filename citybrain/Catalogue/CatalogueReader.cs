using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Text.Json;

namespace HzFunctions.CityBrain.Catalogue;

/// <summary>Reads the catalogue from the JSON files under <c>Catalogue/Data</c>.</summary>
internal static class CatalogueReader
{
    public static StandardCatalogue ReadEmbedded()
    {
        using var dictionary = Open("dictionary.json");
        var dictionaries = dictionary.RootElement.EnumerateObject()
            .Select(entry => DictionaryReader.Read(entry.Name, entry.Value))
            .ToFrozenDictionary(entry => entry.Name, StringComparer.Ordinal);

        using var interfaces = Open("interfaces.json");
        var definitions = interfaces.RootElement.EnumerateArray()
            .Select(element => ReadInterface(element, dictionaries))
            .ToArray();

        return new StandardCatalogue(Array.AsReadOnly(definitions), dictionaries);
    }

    private static JsonDocument Open(string file)
    {
        using var stream = typeof(CatalogueReader).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in the assembly.");
        return JsonDocument.Parse(stream);
    }

    private static InterfaceDefinition ReadInterface(
        JsonElement element, IReadOnlyDictionary<string, CodeDictionary> dictionaries)
    {
        var name = element.Text("name");
        var kind = KindOf(element.Text("kind"));
        return new InterfaceDefinition
        {
            Name = name,
            TitleZh = element.Text("titleZh"),
            TitleEn = element.Text("titleEn"),
            Section = element.Text("section"),
            Required = element.GetProperty("required").GetBoolean(),
            Kind = kind,
            Role = UplinkRoles.Of(kind, name),
            Path = element.Text("path"),
            AltPath = element.TextOrNull("altPath"),
            CallCycle = element.TextOrNull("callCycle"),
            CallCycleEn = element.TextOrNull("callCycleEn"),
            CallCondition = element.TextOrNull("callCondition"),
            CallConditionEn = element.TextOrNull("callConditionEn"),
            FunctionZh = element.Text("functionZh"),
            FunctionEn = element.Text("functionEn"),
            Request = ReadFields(element.GetProperty("request"), dictionaries),
            Response = ReadFields(element.GetProperty("response"), dictionaries),
        };
    }

    private static ReadOnlyCollection<FieldDefinition> ReadFields(
        JsonElement rows, IReadOnlyDictionary<string, CodeDictionary> dictionaries)
    {
        var fields = new FieldDefinition[rows.GetArrayLength()];
        var index = 0;
        foreach (var row in rows.EnumerateArray())
        {
            fields[index++] = FieldReader.Read(row, dictionaries);
        }

        return Array.AsReadOnly(fields);
    }

    private static InterfaceKind KindOf(string printed) => printed switch
    {
        "http-uplink" => InterfaceKind.HttpUplink,
        "mqtt-downlink" => InterfaceKind.MqttDownlink,
        "http-vendor" => InterfaceKind.HttpVendor,
        _ => throw new InvalidDataException($"The kind of interface {printed} is not known."),
    };
}
