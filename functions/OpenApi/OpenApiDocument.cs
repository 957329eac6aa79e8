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

            WriteOwnPaths(writer);
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

    // What the standard does not know.
    private static void WriteOwnPaths(Utf8JsonWriter writer)
    {
        WriteOwnPath(
            writer, "/api/v2/receipts/{id}", "get", "getReceipt", "What became of an accepted event", ("path", "id", "The receipt that the event was answered with"));
        WriteOwnPath(
            writer, "/api/v2/bills/{billID}", "get", "getBill", "How a bill stands, and what has happened to it", ("path", "billID", "The number that the car park gave it"));
        WriteOwnPath(
            writer,
            "/api/v2/inbox",
            "get",
            "getInbox",
            "What the city brain has sent down, until it is acknowledged",
            ("query", "wait", "How long to wait for something, 0 to 25 seconds"),
            ("query", "limit", "How many messages at most, 1 to 100"));
        WriteOwnPath(
            writer, "/api/v2/inbox/{id}/ack", "post", "acknowledge", "The car park has a message", ("path", "id", "The message's id"));
        WriteOwnPath(writer, "/api/v2/guidance/positions", "post", "putPositions", "Where vehicles stand: {\"positions\":[{\"carNum\",\"parkSpaceId\",\"uploadTime\"}]}");
        WriteOwnPath(
            writer,
            "/api/v2/guidance/spaces",
            "put",
            "putSpaces",
            "What the car park's spaces are: {\"uploadTime\",\"spaces\":[{\"parkSpaceId\",\"parkSpaceSizeType\",\"parkFloorNum\",\"parkAreaNum\",\"navigationUrl\",\"lockImei\",\"bookable\"}]}");
    }

    private static void WriteOwnPath(
        Utf8JsonWriter writer,
        string path,
        string method,
        string operation,
        string summary,
        params ReadOnlySpan<(string Place, string Name, string Description)> parameters)
    {
        writer.WriteStartObject(path);
        writer.WriteStartObject(method);
        writer.WriteString("operationId", operation);
        writer.WriteString("summary", summary);
        WriteSecurity(writer);
        writer.WriteStartArray("parameters");
        foreach (var (place, name, description) in parameters)
        {
            WriteParameter(writer, place, name, description, required: place == "path");
        }

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
