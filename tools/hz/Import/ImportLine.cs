using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz.Import;

/// <summary>One line of a file to import: <c>{"interface":"uploadCarInData","data":{…}}</c>; of a photo also <c>"file"</c> (Base64) or <c>"photo"</c> (a JPEG beside the file).</summary>
/// <param name="Number">Which line, counted from 1.</param>
/// <param name="Interface">The interface.</param>
/// <param name="Body">What is posted.</param>
internal sealed record ImportLine(int Number, string Interface, JsonObject Body)
{
    private const int LongestLine = 1024 * 1024;

    /// <summary>Reads a line, or says what is wrong with it.</summary>
    public static (ImportLine? Line, string? Fault) Read(int number, string text, string folder)
    {
        if (text.Length > LongestLine)
        {
            return (null, "longer than 1 MB");
        }

        try
        {
            return PlainJson.Parse(text) is JsonObject json && json["interface"] is JsonValue name && json["data"] is JsonObject data
                ? (new ImportLine(number, name.GetValue<string>(), BodyOf(json, data, folder)), null)
                : (null, "has no interface or no data");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return (null, "is no JSON object with the text interface and the object data, each name once");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, "names a photo that cannot be read");
        }
    }

    private static JsonObject BodyOf(JsonObject json, JsonObject data, string folder)
    {
        var body = new JsonObject { ["data"] = data.DeepClone() };
        if (json["photo"] is { } photo)
        {
            body["file"] = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, photo.GetValue<string>())));
        }
        else if (json["file"] is { } file)
        {
            body["file"] = file.DeepClone();
        }

        return body;
    }
}
