using System.Buffers;
using System.Text;

namespace HzFunctions.Functions.Storage;

/// <summary>
/// The one way in which text from outside becomes part of a key (partition, row, blob name, message). Letters, digits,
/// <c>. _ -</c> and CJK stay; every other byte of the UTF-8 form is written <c>~XX</c> (half of a surrogate pair as its three bytes
/// would be), and so is a dot at the end, which blob names must not have. Two different texts never give the same key, and parts joined by <see cref="Separator"/> never run together,
/// because an escaped text has no two tildes in a row.
/// </summary>
internal static class RowKeyText
{
    /// <summary>Stands between the parts of a composite key.</summary>
    public const string Separator = "~~";

    /// <summary>The longest key that is accepted, in characters after escaping.</summary>
    public const int MaximumLength = 200;

    private static readonly SearchValues<char> Kept =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Escapes one part.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var isWhole = Rune.DecodeFromUtf16(rest, out var rune, out var consumed) == OperationStatus.Done;
            if (isWhole && Stays(rune))
            {
                escaped.Append((char)rune.Value);
            }
            else
            {
                AppendBytes(escaped, bytes[..(isWhole ? rune.EncodeToUtf8(bytes) : EncodeHalf(rest[0], bytes))]);
            }

            rest = rest[consumed..];
        }

        if (escaped.Length > 0 && escaped[^1] == '.')
        {
            escaped.Length--;
            escaped.Append("~2E");
        }

        return escaped.ToString();
    }

    /// <summary>Escapes the parts and joins them.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var joined = new StringBuilder(Escape(parts[0]));
        foreach (var part in parts[1..])
        {
            joined.Append(Separator).Append(Escape(part));
        }

        return joined.ToString();
    }

    /// <summary>True when <paramref name="text"/> is something that <see cref="Join"/> can have made.</summary>
    public static bool IsEscaped(string text) =>
        text.Length is > 0 and <= MaximumLength && text.EnumerateRunes().All(rune => Stays(rune) || rune.Value == '~');

    private static void AppendBytes(StringBuilder escaped, ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            escaped.Append('~').Append(octet.ToString("X2", null));
        }
    }

    // No text that is whole has these three bytes in its UTF-8 form.
    private static int EncodeHalf(char half, Span<byte> bytes)
    {
        (bytes[0], bytes[1], bytes[2]) = ((byte)(0xE0 | (half >> 12)), (byte)(0x80 | ((half >> 6) & 0x3F)), (byte)(0x80 | (half & 0x3F)));
        return 3;
    }

    private static bool Stays(Rune rune) =>
        (rune.IsAscii && Kept.Contains((char)rune.Value)) || rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF);
}
