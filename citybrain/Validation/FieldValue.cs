using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace HzFunctions.CityBrain.Validation;

/// <summary>The value of one member, with its text at hand: most values are never decoded.</summary>
internal readonly ref struct FieldValue
{
    private FieldValue(JsonValueKind kind, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> text, bool isReadable)
    {
        Kind = kind;
        Raw = raw;
        Text = text;
        IsReadable = isReadable;
    }

    public JsonValueKind Kind { get; }

    /// <summary>The JSON as received, a string with its quotes.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Of a string what stands between its quotes, escapes resolved; of a number its literal.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>False for a string that escapes half of a surrogate pair.</summary>
    public bool IsReadable { get; }

    /// <summary>True for nothing, null and strings of nothing but blanks: what the standard calls empty (空).</summary>
    public bool IsEmpty => Kind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => IsReadable && Utf8Text.IsBlank(Text),
        _ => false,
    };

    /// <summary>True when <see cref="Raw"/> can go up as it is.</summary>
    public bool IsVerbatim => Raw.Length == Text.Length + 2;

    public static FieldValue Read(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            return default;
        }

        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (element.ValueKind != JsonValueKind.String)
        {
            return new FieldValue(element.ValueKind, raw, raw, isReadable: true);
        }

        var text = raw[1..^1];
        return text.Contains((byte)'\\')
            ? Unescape(element, raw)
            : new FieldValue(JsonValueKind.String, raw, text, isReadable: true);
    }

    private static FieldValue Unescape(JsonElement element, ReadOnlySpan<byte> raw)
    {
        try
        {
            return new FieldValue(JsonValueKind.String, raw, Encoding.UTF8.GetBytes(element.GetString()!), isReadable: true);
        }
        catch (InvalidOperationException)
        {
            // The only way to learn of half a surrogate pair, which JSON's grammar lets through.
            return new FieldValue(JsonValueKind.String, raw, default, isReadable: false);
        }
    }
}
