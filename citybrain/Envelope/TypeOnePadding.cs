namespace HzFunctions.CityBrain.Envelope;

/// <summary>PKCS#1 v1.5 padding of type 1: <c>00 01 FF…FF 00 data</c>.</summary>
internal static class TypeOnePadding
{
    /// <summary>What the padding takes of a block at least, in bytes: three fixed ones and eight times <c>FF</c>.</summary>
    public const int Overhead = 11;

    /// <summary>
    /// Finds the data in a padded block. Nothing but the exact form passes: laxness here is what lets signatures be forged for keys
    /// with a small exponent.
    /// </summary>
    public static bool TryStrip(ReadOnlySpan<byte> padded, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (padded.Length < Overhead || padded[0] != 0x00 || padded[1] != 0x01)
        {
            return false;
        }

        var fillers = padded[2..].IndexOfAnyExcept((byte)0xFF);
        if (fillers < Overhead - 3 || padded[2 + fillers] != 0x00)
        {
            return false;
        }

        data = padded[(2 + fillers + 1)..];
        return true;
    }
}
