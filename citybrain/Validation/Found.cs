using System.Text;
using System.Text.Json;

namespace HzFunctions.CityBrain.Validation;

/// <summary>Words for what was found, by kind and length: the value itself may be a plate or a phone number.</summary>
internal static class Found
{
    public const string Nothing = "nothing";

    // No plate and no phone number is this short, every code is.
    private const int LongestCode = 6;

    public static string Value(in FieldValue value) => value.Kind switch
    {
        JsonValueKind.Undefined => Nothing,
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        _ => Text(value),
    };

    public static string Text(in FieldValue value) => value switch
    {
        { IsReadable: false } => "a string with half a character",
        { IsEmpty: true } => "an empty string",
        _ => Characters(Utf8Text.CountCharacters(value.Text)),
    };

    public static string Characters(int count) => count == 1 ? "a string of 1 character" : $"a string of {count} characters";

    public static string Digits(int count) => count == 1 ? "a number of 1 digit" : $"a number of {count} digits";

    public static string CodeText(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestCode || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return Characters(Utf8Text.CountCharacters(text));
        }

        return $"\"{Encoding.ASCII.GetString(text)}\"";
    }

    public static string CodeNumber(long number)
    {
        var digits = Numbers.CountDigits(number);
        return digits > LongestCode ? Digits(digits) : $"{number}";
    }

    /// <summary>A member that no table knows is named only when its name cannot be somebody's data.</summary>
    public static string MemberName(ReadOnlySpan<char> name)
    {
        const int longestName = 40;
        var identifier = name.Length is > 0 and <= longestName && char.IsAsciiLetter(name[0]);
        foreach (var character in name)
        {
            identifier &= char.IsAsciiLetterOrDigit(character) || character == '_';
        }

        return identifier ? name.ToString() : "(a member that no table knows)";
    }
}
