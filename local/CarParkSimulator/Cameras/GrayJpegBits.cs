using System.Numerics;

namespace HzFunctions.Local.CarParkSimulator.Cameras;

/// <summary>The entropy-coded part of a <see cref="GrayJpeg"/>.</summary>
internal sealed class GrayJpegBits
{
    /// <summary>The code lengths and sizes of the differences: the table that the JPEG standard suggests for luminance (K.3).</summary>
    public static readonly byte[] DifferenceCodes = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    /// <summary>One code of one bit: the end of a block.</summary>
    public static readonly byte[] EndOfBlockCode = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly List<byte> _bytes = [];
    private int _pending;
    private int _pendingCount;

    /// <summary>Writes one square: the difference to the square before, and that nothing else follows for it.</summary>
    public void WriteDifference(int difference)
    {
        var size = BitOperations.Log2((uint)Math.Abs(difference) * 2 + 1);
        var (code, length) = CodeOf(size);
        Write(code, length);
        Write(difference < 0 ? difference - 1 : difference, size);
        Write(0, 1);
    }

    public byte[] Finish()
    {
        while (_pendingCount > 0)
        {
            Write(1, 1);
        }

        return [.. _bytes];
    }

    // The codes that follow from the lengths above: 00, then 010 to 110, then ever one 1 more.
    private static (int Code, int Length) CodeOf(int size) => size switch
    {
        0 => (0b00, 2),
        <= 5 => (0b010 + size - 1, 3),
        _ => ((1 << (size - 2)) - 2, size - 2),
    };

    private void Write(int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            _pending = (_pending << 1) | ((value >> bit) & 1);
            if (++_pendingCount == 8)
            {
                AddByte((byte)_pending);
                (_pending, _pendingCount) = (0, 0);
            }
        }
    }

    // Within the scan 0xFF starts a marker, so that a 0xFF of the picture is followed by a zero.
    private void AddByte(byte value)
    {
        _bytes.Add(value);
        if (value == 0xFF)
        {
            _bytes.Add(0);
        }
    }
}
