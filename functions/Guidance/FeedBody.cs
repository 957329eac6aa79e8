using System.Text.Json;
using System.Text.Unicode;
using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Functions.Guidance;

/// <summary>One object of a list that a car park sends, read field by field; what is wrong is collected, naming field and rule and never the value.</summary>
internal sealed class FeedBody(JsonElement value, string path, List<FieldError> errors)
{
    private const int LongestText = 60;
    private const int LongestUrl = 1000;

    private const string ToldAt = "uploadTime";

    /// <summary>Reads a list: <c>{"uploadTime","…":[{…}]}</c>; the elements, or every error.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="most">How many elements it may have.</param>
    /// <param name="read">Reads one element; gets the time of the whole list, or null.</param>
    public static (IReadOnlyList<T> Elements, IReadOnlyList<FieldError> Errors) Read<T>(
        byte[] body, string name, int most, Func<FeedBody, DateTimeOffset?, T> read)
    {
        var errors = new List<FieldError>();
        try
        {
            if (!Utf8.IsValid(body))
            {
                return ([], [new FieldError("body", FieldRule.Text, "bytes that are not UTF-8")]);
            }

            using var document = JsonDocument.Parse(body);
            var whole = new FeedBody(document.RootElement, string.Empty, errors);
            var toldAt = whole.OptionalTime(ToldAt);
            var elements = whole.List(name, most).Select((element, index) => read(new FeedBody(element, $"{name}[{index}].", errors), toldAt)).ToList();
            return errors.Count == 0 ? (elements, []) : ([], errors);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Also half of a surrogate pair, which JSON's grammar lets through and no text can hold.
            return ([], [new FieldError("body", FieldRule.Type, "no JSON that can be read")]);
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name)
    {
        var errorsBefore = errors.Count;
        var text = OptionalText(name);
        return text.Length > 0 || errors.Count > errorsBefore ? text : Wrong(name, FieldRule.Required, "nothing");
    }

    /// <summary>A text, or nothing.</summary>
    public string OptionalText(string name, int longest = LongestText)
    {
        if (Member(name) is not { } member)
        {
            return string.Empty;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            return Wrong(name, FieldRule.Type, "no string");
        }

        var text = member.GetString()!.Trim(' ');
        return text.EnumerateRunes().Count() > longest ? Wrong(name, FieldRule.Length, $"longer than {longest} characters")
            : text.Any(char.IsControl) ? Wrong(name, FieldRule.Text, "control characters")
            : text;
    }

    /// <summary>A text that is one of several.</summary>
    public string OneOf(string name, IReadOnlyList<string> allowed) =>
        Text(name) is var text && (text.Length == 0 || allowed.Contains(text)) ? text : Wrong(name, FieldRule.Code, $"none of {string.Join(", ", allowed)}");

    /// <summary>An address for a browser, or nothing.</summary>
    public string OptionalUrl(string name) =>
        OptionalText(name, LongestUrl) is var text && (text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            ? text
            : Wrong(name, FieldRule.Format, "no http or https address");

    /// <summary>True or false; false where nothing is said.</summary>
    public bool OptionalTruth(string name)
    {
        if (Member(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Wrong(name, FieldRule.Type, "neither true nor false");
        }

        return Member(name) is { ValueKind: JsonValueKind.True };
    }

    /// <summary>A time in China, yyyy-MM-dd HH:mm:ss, or null.</summary>
    public DateTimeOffset? OptionalTime(string name)
    {
        if (OptionalText(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!ChinaTime.TryParse(text, out var time))
        {
            Wrong(name, FieldRule.Format, "no time yyyy-MM-dd HH:mm:ss");
            return null;
        }

        if (!CarParkClock.IsPossible(time))
        {
            Wrong(name, FieldRule.Range, "a time before the year 2000");
            return null;
        }

        return time;
    }

    /// <summary>Notes an error of a field.</summary>
    public string Wrong(string name, string rule, string found)
    {
        errors.Add(new FieldError(path + name, rule, found));
        return string.Empty;
    }

    private IReadOnlyList<JsonElement> List(string name, int most)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            Wrong(name, FieldRule.Type, "no array");
            return [];
        }

        if (list.GetArrayLength() is 0 || list.GetArrayLength() > most)
        {
            Wrong(name, FieldRule.Range, $"not 1 to {most} elements");
            return [];
        }

        return [.. list.EnumerateArray()];
    }

    private JsonElement? Member(string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
