using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.OpenApi;

/// <summary>Writes the JSON schemas of requests and of the common answer.</summary>
internal static class OpenApiSchema
{
    public static void WriteRequest(Utf8JsonWriter writer, InterfaceDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        writer.WritePropertyName("data");
        WriteData(writer, definition);
        foreach (var field in FieldsIn(definition, FieldPlace.Form))
        {
            WriteField(writer, field);
        }

        writer.WriteEndObject();
        WriteRequired(writer, ["data", .. FieldsIn(definition, FieldPlace.Form).Select(field => field.Name)]);
        writer.WriteEndObject();
    }

    public static void WriteAnswer(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("Answer");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var (name, description) in new[]
        {
            ("resultCode", "200 操作成功, 204 nothing found, 400 … refused, 500 try again"),
            ("msg", "What happened"),
            ("receipt", "Events: the receipt of what was accepted"),
            ("state", "Events: where it stands"),
        })
        {
            writer.WriteStartObject(name);
            writer.WriteString("type", "string");
            writer.WriteString("description", description);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter writer, InterfaceDefinition definition)
    {
        var inner = FieldsIn(definition, FieldPlace.DataParams).ToList();
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var field in FieldsIn(definition, FieldPlace.Data))
        {
            WriteField(writer, field);
        }

        if (inner.Count > 0)
        {
            writer.WriteStartObject("params");
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            inner.ForEach(field => WriteField(writer, field));
            writer.WriteEndObject();
            WriteRequired(writer, RequiredIn(inner));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WriteRequired(writer, [.. RequiredIn(FieldsIn(definition, FieldPlace.Data)), .. inner.Count > 0 ? ["params"] : Array.Empty<string>()]);
        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldDefinition field)
    {
        writer.WriteStartObject(field.Name);
        writer.WriteString("type", field.Type switch
        {
            FieldType.Int or FieldType.Long => "integer",
            FieldType.Double => "number",
            FieldType.Boolean => "boolean",
            _ => "string",
        });
        if (field is { Type: FieldType.String, Length: { } length })
        {
            writer.WriteNumber("maxLength", length);
        }

        writer.WriteString("description", DescriptionOf(field));
        if (field.Sample is not null)
        {
            writer.WriteStartArray("examples");
            writer.WriteStringValue(field.Sample);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string DescriptionOf(FieldDefinition field)
    {
        var codes = field.Codes is { } dictionary
            ? " " + string.Join(", ", dictionary.Codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"{code.Code} {code.TitleZh} ({code.TitleEn})")))
            : string.Empty;
        var condition = field.ConditionEn is { } text ? $" {text}." : string.Empty;
        return $"{field.TitleZh} · {field.DescriptionEn}.{condition}{codes}";
    }

    private static IEnumerable<FieldDefinition> FieldsIn(InterfaceDefinition definition, FieldPlace place) =>
        definition.Request.Where(field => field.Place == place);

    private static IEnumerable<string> RequiredIn(IEnumerable<FieldDefinition> fields) =>
        fields.Where(field => field.Requirement == Requirement.Required).Select(field => field.Name);

    private static void WriteRequired(Utf8JsonWriter writer, IEnumerable<string> names)
    {
        writer.WriteStartArray("required");
        foreach (var name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}
