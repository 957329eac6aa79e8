using System.Buffers.Text;

namespace HzFunctions.CityBrain.Client;

/// <summary>
/// Half of a surrogate pair, written as <c>\ud83d</c> by a sender that cut a text in the middle of a character, is legal JSON but no text:
/// whoever reads the string later would get an exception.
/// </summary>
internal static class SurrogateEscapes
{
    private const int EscapeLength = 6;

    /// <summary>Replaces each such half by the replacement character, in place.</summary>
    public static void Repair(Span<byte> json)
    {
        for (var rest = json; rest.IndexOf((byte)'\\') is >= 0 and var escape;)
        {
            rest = rest[escape..];
            var unit = Unit(rest);
            if (unit is null || !char.IsSurrogate(unit.Value))
            {
                // Two bytes, so that a backslash that is escaped itself starts nothing.
                rest = rest[Math.Min(2, rest.Length)..];
            }
            else if (char.IsHighSurrogate(unit.Value) && Unit(rest[EscapeLength..]) is { } next && char.IsLowSurrogate(next))
            {
                rest = rest[(2 * EscapeLength)..];
            }
            else
            {
                "\\uFFFD"u8.CopyTo(rest);
                rest = rest[EscapeLength..];
            }
        }
    }

    private static char? Unit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength
        && text.StartsWith("\\u"u8)
        && Utf8Parser.TryParse(text[2..EscapeLength], out ushort unit, out var read, 'x')
        && read == 4
            ? (char)unit
            : null;
}
