using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HzFunctions.CityBrain.Client;

/// <summary>
/// Reads JSON as the city brain writes it: numbers as strings and strings as numbers, members left out, a byte order mark, comments, a
/// comma too many. What cannot be read is as if it were not there.
/// </summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Parses bytes whose every string can then be read without an exception. The bytes may be changed.</summary>
    public static bool TryParseObject(byte[] utf8, out JsonElement root) =>
        TryParse(utf8, out root) && root.ValueKind == JsonValueKind.Object;

    /// <summary>The JSON in a string, or the element itself when it is no string that holds JSON.</summary>
    public static JsonElement Unwrapped(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && TryParse(Encoding.UTF8.GetBytes(element.GetString()!), out var inner)
            ? inner
            : element;

    /// <summary>The list that <c>data</c> is, holds as <c>result</c>, or holds so in a string. Null when there is none.</summary>
    public static JsonElement? ResultList(JsonElement data)
    {
        var inner = data.Unwrapped();
        var list = inner.Member("result")?.Unwrapped() ?? inner;
        return list.ValueKind == JsonValueKind.Array ? list : null;
    }

    /// <summary>The first of the named members that is there and not null.</summary>
    public static JsonElement? Member(this JsonElement parent, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (parent.ValueKind == JsonValueKind.Object
                && parent.TryGetProperty(name, out var member)
                && member.ValueKind is not JsonValueKind.Null)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>A member as text: a string without the blanks around it, or a number as it is written; null when empty.</summary>
    public static string? Text(this JsonElement parent, params ReadOnlySpan<string> names) => parent.Member(names) switch
    {
        { ValueKind: JsonValueKind.String } member when member.GetString()!.Trim() is { Length: > 0 } text => text,
        { ValueKind: JsonValueKind.Number } member => member.GetRawText(),
        _ => null,
    };

    /// <summary>A member as a whole number, written as a number or as a string.</summary>
    public static long? WholeNumber(this JsonElement parent, params ReadOnlySpan<string> names) => WholeNumberOf(parent.Text(names));

    /// <summary>A member as a time in China.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, params ReadOnlySpan<string> names) =>
        ChinaTime.TryParse(parent.Text(names), out var time) ? time : null;

    /// <summary>The whole number that a text is, <c>200.0</c> included.</summary>
    public static long? WholeNumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.IsInteger(number)
        && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static bool TryParse(byte[] utf8, out JsonElement root)
    {
        var bytes = Utf8.IsValid(utf8) ? utf8 : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        SurrogateEscapes.Repair(bytes);
        try
        {
            root = JsonElement.Parse(WithoutByteOrderMark(bytes), Options);
            return true;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
