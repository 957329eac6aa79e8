using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Reads the field <c>file</c> (照片文件) of uploadPhoto, which travels beside <c>data</c> and outside the encryption (§3.1.4).
/// </summary>
public static class PhotoFile
{
    /// <summary>The name of the field.</summary>
    public const string FieldName = "file";

    /// <summary>The most Base64 characters that the standard allows.</summary>
    public const int MaximumLength = 500_000;

    private static readonly SearchValues<char> Base64Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n");

    /// <summary>Decodes the Base64 text, and takes it for a photo only when its bytes are a JPEG's, whatever its name is.</summary>
    public static PhotoReading Read(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
        {
            return Refused(FieldRule.Required, base64 is null ? Found.Nothing : "an empty string", "where a photo is required");
        }

        // Encoders of mail write lines of 76 characters; the breaks are no part of the text that goes up.
        var length = base64.Length - base64.AsSpan().Count('\r') - base64.AsSpan().Count('\n');
        if (length > MaximumLength)
        {
            return Refused(FieldRule.Length, Found.Characters(length), $"is longer than {MaximumLength}");
        }

        if (!TryDecode(base64, out var bytes))
        {
            return Refused(FieldRule.Photo, Found.Characters(length), "is no Base64");
        }

        return Jpeg.Describes(bytes)
            ? new PhotoReading(bytes, [])
            : Refused(FieldRule.Photo, $"Base64 of {bytes.Length} bytes", "is no JPEG");
    }

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = [];

        // The decoder would skip blanks, each of which may be what is left of a plus sign.
        if (base64.AsSpan().ContainsAnyExcept(Base64Characters))
        {
            return false;
        }

        var ascii = Encoding.ASCII.GetBytes(base64);
        if (Base64.DecodeFromUtf8InPlace(ascii, out var count) != OperationStatus.Done)
        {
            return false;
        }

        bytes = ascii[..count];
        return true;
    }

    private static PhotoReading Refused(string rule, string found, string sentence) =>
        new(null, [new FieldError(FieldName, rule, found) { Message = $"{FieldName}: {found} {sentence} (照片文件)" }]);
}
