using System.Buffers.Binary;

namespace HzFunctions.Local.CarParkSimulator.Cameras;

/// <summary>
/// Writes a baseline JPEG of gray squares, eight pixels wide each: a real photo format at the size of a message. Of each square only the
/// mean is coded (the DC coefficient), so that an end-of-block is the only AC code that the picture needs.
/// </summary>
internal static class GrayJpeg
{
    private const int SquareSide = 8;

    // With this quantizer the coded coefficient is the gray level itself, counted from the middle gray.
    private const byte Quantizer = 8;
    private const int MiddleGray = 128;

    /// <param name="squares">Gray levels by row and column.</param>
    public static byte[] Write(byte[,] squares)
    {
        using var jpeg = new MemoryStream();
        jpeg.Write([0xFF, 0xD8]);
        WriteSegment(jpeg, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        WriteSegment(jpeg, 0xDB, [0, .. Enumerable.Repeat(Quantizer, 64)]);
        WriteSegment(jpeg, 0xC0, [8, .. Size(squares.GetLength(0)), .. Size(squares.GetLength(1)), 1, 1, 0x11, 0]);
        WriteSegment(jpeg, 0xC4, [0x00, .. GrayJpegBits.DifferenceCodes]);
        WriteSegment(jpeg, 0xC4, [0x10, .. GrayJpegBits.EndOfBlockCode]);
        WriteSegment(jpeg, 0xDA, [1, 1, 0, 0, 63, 0]);
        jpeg.Write(Scan(squares));
        jpeg.Write([0xFF, 0xD9]);
        return jpeg.ToArray();
    }

    private static byte[] Scan(byte[,] squares)
    {
        var bits = new GrayJpegBits();
        var previous = 0;
        foreach (var gray in squares)
        {
            bits.WriteDifference(gray - MiddleGray - previous);
            previous = gray - MiddleGray;
        }

        return bits.Finish();
    }

    private static byte[] Size(int squares)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(squares * SquareSide));
        return bytes;
    }

    private static void WriteSegment(MemoryStream jpeg, byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        jpeg.Write(head);
        jpeg.Write(content);
    }
}
