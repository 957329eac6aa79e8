using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.Local.Records;

/// <summary>
/// A file of JSON lines that is only ever appended to. A line is with the operating system when <see cref="Append"/> returns, so that
/// what was answered after it survives the death of the process; a last line that was cut short belongs to nothing that was answered
/// and is dropped at the next start.
/// </summary>
internal sealed class JournalFile<TLine> : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        // Chinese text is meant to be read in these files.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FileStream _file;
    private readonly Lock _gate = new();

    private JournalFile(FileStream file) => _file = file;

    /// <summary>Opens the file and reads what it holds already, in the order of writing.</summary>
    public static JournalFile<TLine> Open(string path, out IReadOnlyList<TLine> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var whole = Array.LastIndexOf(content, (byte)'\n') + 1;
        file.SetLength(whole);
        file.Position = whole;
        lines = Parse(content.AsMemory(0, whole));
        return new JournalFile<TLine>(file);
    }

    /// <summary>Reads the file of a process that may still be writing it.</summary>
    public static IReadOnlyList<TLine> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        file.CopyTo(content);
        var bytes = content.ToArray();
        return Parse(bytes.AsMemory(0, Array.LastIndexOf(bytes, (byte)'\n') + 1));
    }

    public void Append(TLine line)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Format) + "\n");
        lock (_gate)
        {
            _file.Write(bytes);
        }
    }

    public void Dispose() => _file.Dispose();

    private static List<TLine> Parse(ReadOnlyMemory<byte> content)
    {
        var lines = new List<TLine>();
        while (!content.IsEmpty)
        {
            var end = content.Span.IndexOf((byte)'\n');
            lines.Add(JsonSerializer.Deserialize<TLine>(content.Span[..end], Format)!);
            content = content[(end + 1)..];
        }

        return lines;
    }
}
