using System.Buffers.Text;

namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>The photo that comes beside the cipher: a Base64 string of at most 500,000 characters that holds a JPEG (R20 to R22).</summary>
internal static class PhotoChecker
{
    private const int LongestBase64 = 500_000;

    public static PhotoReading Read(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return PhotoReading.Wrong("is required");
        }

        if (file.Length > LongestBase64)
        {
            return PhotoReading.Wrong($"is longer than {LongestBase64} characters");
        }

        if (file.Any(char.IsWhiteSpace) || !Base64.IsValid(file))
        {
            return PhotoReading.Wrong("is no Base64");
        }

        var bytes = Convert.FromBase64String(file);
        return IsJpeg(bytes) ? PhotoReading.Of(bytes) : PhotoReading.Wrong("is no JPEG");
    }

    private static bool IsJpeg(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 4 && bytes is [0xFF, 0xD8, 0xFF, .., 0xFF, 0xD9];
}
