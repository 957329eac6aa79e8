using System.Globalization;

namespace HzFunctions.Local.Processes;

/// <summary>
/// A log file of lines with their time (UTC). A line is with the operating system when <see cref="Write"/> returns, so
/// that it is there whatever happens to the process next.
/// </summary>
internal sealed class LineLog : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly StreamWriter _writer;
    private bool _closed;

    public LineLog(string file, TimeProvider time)
    {
        _time = time;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        _writer = new StreamWriter(stream) { AutoFlush = true };
    }

    public void Write(OutputLine line)
    {
        var at = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (!_closed)
            {
                _writer.WriteLine($"{at} {(line.IsError ? '!' : ' ')} {line.Text}");
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _writer.Dispose();
        }
    }
}
