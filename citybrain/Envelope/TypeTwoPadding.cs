using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>PKCS#1 v1.5 padding of type 2: <c>00 02 random 00 data</c>, for a cipher made with the platform's public key.</summary>
internal static class TypeTwoPadding
{
    /// <summary>Fills <paramref name="padded"/>, which is as long as the modulus, around <paramref name="data"/>.</summary>
    public static void Write(ReadOnlySpan<byte> data, Span<byte> padded)
    {
        var fillers = padded[2..^(data.Length + 1)];
        RandomNumberGenerator.Fill(fillers);
        for (int zero; (zero = fillers.IndexOf((byte)0)) >= 0;)
        {
            RandomNumberGenerator.Fill(fillers.Slice(zero, 1));
        }

        padded[0] = 0x00;
        padded[1] = 0x02;
        padded[^(data.Length + 1)] = 0x00;
        data.CopyTo(padded[^data.Length..]);
    }

    /// <summary>Finds the data in a padded block of exactly this form.</summary>
    public static bool TryStrip(ReadOnlySpan<byte> padded, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (padded.Length < TypeOnePadding.Overhead || padded[0] != 0x00 || padded[1] != 0x02)
        {
            return false;
        }

        var fillers = padded[2..].IndexOf((byte)0x00);
        if (fillers < TypeOnePadding.Overhead - 3)
        {
            return false;
        }

        data = padded[(2 + fillers + 1)..];
        return true;
    }
}
