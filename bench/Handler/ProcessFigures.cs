using System.Diagnostics;
using System.Globalization;

namespace HzFunctions.Bench.Handler;

/// <summary>What Linux has counted of a process.</summary>
internal static class ProcessFigures
{
    private const int Kibibyte = 1024;

    /// <summary>The most memory that it has had resident so far, in bytes.</summary>
    public static long PeakMemory(int processId) => Read($"/proc/{processId}/status", "VmHWM:") * Kibibyte;

    /// <summary>What was fetched for it from the disk, and not from the file cache, in bytes.</summary>
    public static long ReadFromDisk(int processId) => Read($"/proc/{processId}/io", "read_bytes:");

    /// <summary>The processor time that it has used so far, on all cores.</summary>
    public static TimeSpan ProcessorTime(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    private static long Read(string file, string name)
    {
        var line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        var figure = line[name.Length..].Split(' ', '\t').First(word => word.Length > 0);
        return long.Parse(figure, CultureInfo.InvariantCulture);
    }
}
