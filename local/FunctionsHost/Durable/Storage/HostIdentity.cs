using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>Which process holds a lease, so that another on the same machine can see that it is no more.</summary>
internal static class HostIdentity
{
    private const string Machine = "machine";
    private const string ProcessId = "process";
    private const string StartedAt = "started";

    // The system reports the start of a process a little differently from one reading to the next.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static IDictionary<string, string> OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new Dictionary<string, string>
        {
            [Machine] = Environment.MachineName,
            [ProcessId] = process.Id.ToString(CultureInfo.InvariantCulture),
            [StartedAt] = process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Whether the process was on this machine and has ended. In doubt it lives.</summary>
    public static bool IsDead(IDictionary<string, string> identity) =>
        identity.TryGetValue(Machine, out var machine) && machine == Environment.MachineName
        && identity.TryGetValue(ProcessId, out var id) && int.TryParse(id, CultureInfo.InvariantCulture, out var processId)
        && identity.TryGetValue(StartedAt, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var started)
        && !IsAlive(processId, started);

    private static bool IsAlive(int processId, long startedTicks)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && (process.StartTime.ToUniversalTime() - new DateTime(startedTicks, DateTimeKind.Utc)).Duration() < Tolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return error is Win32Exception;
        }
    }
}
