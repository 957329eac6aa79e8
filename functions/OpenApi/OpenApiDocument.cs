using System.Text.Encodings.Web;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.OpenApi;

/// <summary>Writes the OpenAPI 3.1 document of what a car park may call, from the catalogue of the standard.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Write(StandardCatalogue catalogue)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("openapi", "3.1.0");
            writer.WriteStartObject("info");
            writer.WriteString("title", "HzFunctions: 城市大脑停车系统 for car parks");
            writer.WriteString("version", "2.1");
            writer.WriteEndObject();
            writer.WriteStartObject("paths");
            foreach (var definition in catalogue.Interfaces.Where(definition => definition.Kind == InterfaceKind.HttpUplink))
            {
                WritePath(writer, definition);
            }

            WriteReceipts(writer);
            writer.WriteEndObject();
            WriteComponents(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WritePath(Utf8JsonWriter writer, InterfaceDefinition definition)
    {
        writer.WriteStartObject(definition.Path);
        writer.WriteStartObject("post");
        writer.WriteString("operationId", definition.Name);
        writer.WriteString("summary", $"{definition.TitleZh} · {definition.TitleEn} (§{definition.Section})");
        writer.WriteString("description", definition.FunctionEn);
        WriteSecurity(writer);
        writer.WriteStartArray("parameters");
        WriteParameter(writer, "query", "dryRun", "true: only validate", required: false);
        writer.WriteEndArray();
        writer.WriteStartObject("requestBody");
        writer.WriteBoolean("required", true);
        writer.WriteStartObject("content");
        writer.WriteStartObject("application/json");
        writer.WritePropertyName("schema");
        OpenApiSchema.WriteRequest(writer, definition);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteResponses(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteReceipts(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("/api/v2/receipts/{id}");
        writer.WriteStartObject("get");
        writer.WriteString("operationId", "getReceipt");
        writer.WriteString("summary", "What became of an accepted event");
        WriteSecurity(writer);
        writer.WriteStartArray("parameters");
        WriteParameter(writer, "path", "id", "The receipt that the event was answered with", required: true);
        writer.WriteEndArray();
        WriteResponses(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter writer, string place, string name, string description, bool required)
    {
        writer.WriteStartObject();
        writer.WriteString("in", place);
        writer.WriteString("name", name);
        writer.WriteString("description", description);
        writer.WriteBoolean("required", required);
        writer.WriteStartObject("schema");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResponses(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("responses");
        writer.WriteStartObject("200");
        writer.WriteString("description", "Done; resultCode says how");
        WriteAnswerContent(writer);
        writer.WriteEndObject();
        writer.WriteStartObject("default");
        writer.WriteString("description", "Refused; msg says why");
        WriteAnswerContent(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAnswerContent(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("content");
        writer.WriteStartObject("application/json");
        writer.WriteStartObject("schema");
        writer.WriteString("$ref", "#/components/schemas/Answer");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSecurity(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("security");
        writer.WriteStartObject();
        writer.WriteStartArray("apiKey");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteComponents(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("components");
        writer.WriteStartObject("securitySchemes");
        writer.WriteStartObject("apiKey");
        writer.WriteString("type", "apiKey");
        writer.WriteString("in", "header");
        writer.WriteString("name", "X-Api-Key");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("schemas");
        OpenApiSchema.WriteAnswer(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
