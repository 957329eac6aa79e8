namespace HzFunctions.CityBrain.Validation;

/// <summary>Questions about valid UTF-8, answered without decoding it.</summary>
internal static class Utf8Text
{
    private const byte Blank = (byte)' ';

    /// <summary>Counts characters (Unicode code points), as a database column of that length does.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            // 10xxxxxx goes on with a character that has begun before.
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    public static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Blank);

    public static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> text)
    {
        var kept = new byte[text.Length];
        var length = 0;
        foreach (var unit in text)
        {
            if (unit != Blank)
            {
                kept[length++] = unit;
            }
        }

        return kept.AsSpan(0, length);
    }

    /// <summary>True where a control character stands; line breaks and tabs are none where <paramref name="lines"/> is true.</summary>
    public static bool HasControlCharacters(ReadOnlySpan<byte> text, bool lines)
    {
        if (!text.ContainsAnyInRange((byte)0, (byte)0x1F) && !text.Contains((byte)0x7F))
        {
            return false;
        }

        foreach (var unit in text)
        {
            var allowed = lines && unit is (byte)'\n' or (byte)'\r' or (byte)'\t';
            if (unit is < 0x20 or 0x7F && !allowed)
            {
                return true;
            }
        }

        return false;
    }
}
