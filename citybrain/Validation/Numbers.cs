using System.Buffers.Text;

namespace HzFunctions.CityBrain.Validation;

internal static class Numbers
{
    /// <summary>Reads an integer literal; a fraction, an exponent or more than 64 bits is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> literal, out long number) =>
        Utf8Parser.TryParse(literal, out number, out var consumed) && consumed == literal.Length;

    /// <summary>True for digits with an optional minus, however many.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> literal)
    {
        var digits = literal is [(byte)'-', ..] ? literal[1..] : literal;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>Counts the decimal digits; the sign is none.</summary>
    public static int CountDigits(long number)
    {
        var digits = 1;
        while ((number /= 10) != 0)
        {
            digits++;
        }

        return digits;
    }
}
