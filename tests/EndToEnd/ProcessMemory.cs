using System.Globalization;
using System.Security.Cryptography;

namespace HzFunctions.EndToEnd;

/// <summary>What a process holds in its memory, seen from outside (Linux).</summary>
internal static class ProcessMemory
{
    private const int Piece = 16 * 1024 * 1024;
    private const int Sample = 32;

    /// <summary>Which of the numbers are in the memory of a process, in either order of their bytes.</summary>
    public static IReadOnlySet<string> Find(int processId, IReadOnlyDictionary<string, byte[]> numbers)
    {
        var patterns = numbers.SelectMany(number => new[] { number.Value, [.. number.Value.Reverse()] }
            .Select(bytes => (number.Key, Pattern: bytes.AsSpan(bytes.Length / 4, Sample).ToArray()))).ToList();
        var found = new HashSet<string>();
        using var memory = new FileStream($"/proc/{processId}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[Piece];
        foreach (var (start, end) in RegionsOf(processId))
        {
            for (var at = start; at < end; at += Piece - Sample)
            {
                var length = Read(memory, at, buffer.AsSpan(0, (int)Math.Min(Piece, end - at)));
                found.UnionWith(patterns.Where(pattern => buffer.AsSpan(0, length).IndexOf(pattern.Pattern) >= 0).Select(pattern => pattern.Key));
            }
        }

        return found;
    }

    /// <summary>The numbers that make a private key, by name; the modulus, which is public, among them.</summary>
    public static IEnumerable<KeyValuePair<string, byte[]>> NumbersOf(string name, string pem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return
        [
            new($"{name} public", parameters.Modulus!), new($"{name} d", parameters.D!), new($"{name} p", parameters.P!),
            new($"{name} q", parameters.Q!), new($"{name} dp", parameters.DP!), new($"{name} dq", parameters.DQ!),
        ];
    }

    private static List<(long Start, long End)> RegionsOf(int processId) =>
    [
        .. File.ReadLines($"/proc/{processId}/maps")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts[1].StartsWith("rw", StringComparison.Ordinal))
            .Select(parts => parts[0].Split('-').Select(text => long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray())
            .Where(range => range[0] > 0 && range[1] > range[0])
            .Select(range => (range[0], range[1])),
    ];

    // A region may be gone by now, or hold nothing yet.
    private static int Read(FileStream memory, long at, Span<byte> buffer)
    {
        try
        {
            return RandomAccess.Read(memory.SafeFileHandle, buffer, at);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
