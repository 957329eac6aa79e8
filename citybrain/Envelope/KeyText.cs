using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>What stands in a key's text: its PEM label, or none where the text is the bare Base64 that the platform issues.</summary>
internal readonly record struct KeyText(string? Label, byte[] Der)
{
    // An RSA-4096 private key takes some 3,300 characters.
    private const int LongestText = 16_384;

    public static KeyText Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            throw new InvalidKeyException($"The key's text is longer than {LongestText} characters.");
        }

        if (PemEncoding.TryFind(text, out var fields))
        {
            return new KeyText(text[fields.Label], Convert.FromBase64String(text[fields.Base64Data]));
        }

        var bare = text.AsSpan().Trim(" \t\r\n\uFEFF");
        var der = new byte[bare.Length];
        if (bare.IsEmpty || !Convert.TryFromBase64Chars(bare, der, out var length))
        {
            throw new InvalidKeyException("The key is neither PEM nor Base64.");
        }

        try
        {
            return new KeyText(null, der[..length]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Never shows the key.</summary>
    public override string ToString() => Label ?? "Base64";
}
