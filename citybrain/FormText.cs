using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HzFunctions.CityBrain;

/// <summary>Decodes names and values of <c>application/x-www-form-urlencoded</c>.</summary>
internal static class FormText
{
    private const int EscapeLength = 3;
    private static readonly SearchValues<char> Encoded = SearchValues.Create("%+");

    /// <summary>Decodes percent-escapes and plus signs; false, with the reason, for what no encoder writes.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out string decoded, out string problem)
    {
        problem = "";
        if (!text.ContainsAny(Encoded))
        {
            decoded = text.ToString();
            return true;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return TryDecode(text, buffer, out decoded, out problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> buffer, out string decoded, out string problem)
    {
        decoded = "";
        problem = "";
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Encoded);
            plain = plain < 0 ? text.Length : plain;
            length += Encoding.UTF8.GetBytes(text[..plain], buffer[length..]);
            text = text[plain..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text[0] == '+')
            {
                buffer[length++] = (byte)' ';
                text = text[1..];
            }
            else if (TryReadEscape(text, out buffer[length]))
            {
                length++;
                text = text[EscapeLength..];
            }
            else
            {
                problem = "a percent sign without two hexadecimal digits";
                return false;
            }
        }

        if (!Utf8.IsValid(buffer[..length]))
        {
            problem = "bytes that are not UTF-8";
            return false;
        }

        decoded = Encoding.UTF8.GetString(buffer[..length]);
        return true;
    }

    private static bool TryReadEscape(ReadOnlySpan<char> text, out byte value)
    {
        Span<byte> decoded = stackalloc byte[1];
        var isEscape = text.Length >= EscapeLength
            && Convert.FromHexString(text[1..EscapeLength], decoded, out _, out _) == OperationStatus.Done;
        value = decoded[0];
        return isEscape;
    }
}
