using System.Buffers.Binary;
using CsCheck;
using HzFunctions.Local.CarParkSimulator.Cameras;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class GrayJpegTests
{
    [Fact]
    public void The_picture_decodes_to_the_gray_levels_it_was_made_of()
    {
        Gen.Byte.Array[6].Sample(levels =>
        {
            var squares = new byte[2, 3];
            Buffer.BlockCopy(levels, 0, squares, 0, 6);
            return Decode(GrayJpeg.Write(squares), 6).SequenceEqual(levels);
        });
    }

    [Fact]
    public void The_picture_says_how_large_it_is()
    {
        var frame = Segment(GrayJpeg.Write(new byte[15, 20]), 0xC0);

        Assert.Equal((120, 160), (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..])));
    }

    [Fact]
    public void R21_A_camera_takes_small_pictures_and_no_two_the_same()
    {
        var random = new Random(1);
        var pictures = Enumerable.Range(0, 200).Select(_ => Convert.ToBase64String(GateCamera.Shoot(random))).ToList();

        Assert.Equal(pictures.Count, pictures.Distinct().Count());
        Assert.All(pictures, picture => Assert.InRange(picture.Length, 500, 2_000));
    }

    // Reads the differences back by the table that the file itself carries.
    private static List<byte> Decode(byte[] jpeg, int count)
    {
        var codes = Codes(Segment(jpeg, 0xC4)[1..]);
        var bits = Bits(jpeg).GetEnumerator();
        var levels = new List<byte>();
        var gray = 128;
        while (levels.Count < count)
        {
            var code = "";
            while (!codes.ContainsKey(code))
            {
                code += Next(bits);
            }

            gray += ReadDifference(bits, codes[code]);
            Assert.Equal('0', Next(bits));
            levels.Add((byte)gray);
        }

        return levels;
    }

    private static int ReadDifference(IEnumerator<char> bits, int size)
    {
        var value = 0;
        for (var bit = 0; bit < size; bit++)
        {
            value = (value << 1) | (Next(bits) - '0');
        }

        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    private static char Next(IEnumerator<char> bits) => bits.MoveNext() ? bits.Current : throw new InvalidDataException("The scan is too short.");

    private static Dictionary<string, int> Codes(ReadOnlySpan<byte> table)
    {
        var codes = new Dictionary<string, int>();
        var (code, symbol) = (0, 16);
        for (var length = 1; length <= 16; length++)
        {
            for (var n = 0; n < table[length - 1]; n++)
            {
                codes[Convert.ToString(code++, 2).PadLeft(length, '0')] = table[symbol++];
            }

            code <<= 1;
        }

        return codes;
    }

    private static IEnumerable<char> Bits(byte[] jpeg)
    {
        var start = IndexOf(jpeg, 0xDA) + 10;
        for (var index = start; index < jpeg.Length - 2; index++)
        {
            foreach (var bit in Convert.ToString(jpeg[index], 2).PadLeft(8, '0'))
            {
                yield return bit;
            }

            index += jpeg[index] == 0xFF ? 1 : 0;
        }
    }

    private static ReadOnlySpan<byte> Segment(byte[] jpeg, byte marker)
    {
        var at = IndexOf(jpeg, marker) + 2;
        return jpeg.AsSpan(at + 2, BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at)) - 2);
    }

    private static int IndexOf(byte[] jpeg, byte marker)
    {
        ReadOnlySpan<byte> wanted = [0xFF, marker];
        return jpeg.AsSpan().IndexOf(wanted);
    }
}
