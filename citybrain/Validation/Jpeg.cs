namespace HzFunctions.CityBrain.Validation;

/// <summary>Knows a JPEG by how it begins and ends (ISO/IEC 10918-1, annex B).</summary>
internal static class Jpeg
{
    private const int ShortestHeader = 4;

    public static bool Describes(ReadOnlySpan<byte> bytes) =>
        bytes.Length > ShortestHeader
        && bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        && CanFollowTheStart(bytes[3])
        && EndsAsImage(bytes);

    // Tables, application data, a comment, or the frame itself: FF E0 is JFIF, FF E1 Exif, many cameras start with FF DB.
    private static bool CanFollowTheStart(byte marker) => marker switch
    {
        >= 0xE0 and <= 0xEF => true,
        0xDB or 0xDD or 0xFE => true,
        0xC8 => false,
        >= 0xC0 and <= 0xCF => true,
        _ => false,
    };

    // Cameras that write whole blocks fill the last one up with zeros.
    private static bool EndsAsImage(ReadOnlySpan<byte> bytes) => bytes.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]);
}
