using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Functions.Webhooks;

/// <summary>
/// Proves to a car park that a webhook is ours and fresh: HMAC-SHA256 with the shared secret over <c>{Unix seconds}.{body}</c>, in lower-case
/// hexadecimal digits.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The header with the seconds.</summary>
    public const string TimestampHeader = "X-HZ-Timestamp";

    /// <summary>The header with the HMAC.</summary>
    public const string SignatureHeader = "X-HZ-Signature";

    /// <summary>What the two headers hold.</summary>
    public static (string Timestamp, string Signature) Make(ReadOnlySpan<byte> secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{timestamp}."));
        hmac.AppendData(body);
        return (timestamp, Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }
}
