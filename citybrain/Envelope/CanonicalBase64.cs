using System.Diagnostics.CodeAnalysis;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>Reads Base64 in its one canonical form, so that two different texts are never the same bytes.</summary>
internal static class CanonicalBase64
{
    /// <summary>False for blanks, line breaks, missing or superfluous padding, and for bits that mean nothing but are set.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
        {
            return false;
        }

        if (!text.AsSpan().SequenceEqual(Convert.ToBase64String(buffer, 0, length)))
        {
            return false;
        }

        bytes = buffer.AsSpan(0, length).ToArray();
        return true;
    }
}
