using System.Buffers;
using System.Text;

namespace HzFunctions.Functions.Storage;

/// <summary>
/// The one way in which text from outside becomes part of a key (partition, row, blob name, message). Letters, digits,
/// <c>. _ -</c> and CJK stay; every other byte of the UTF-8 form is written <c>~XX</c>, and so is a dot at the end, which blob
/// names must not have. Two different texts never give the same key, and parts joined by <see cref="Separator"/> never run together,
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
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (Stays(rune))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            {
                escaped.Append('~').Append(octet.ToString("X2", null));
            }
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

    private static bool Stays(Rune rune) =>
        (rune.IsAscii && Kept.Contains((char)rune.Value)) || rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF);
}
