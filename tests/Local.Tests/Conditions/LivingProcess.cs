using System.Diagnostics;

namespace HzFunctions.Local.Tests.Conditions;

/// <summary>Processes as the operating system sees them.</summary>
internal static class LivingProcess
{
    public static bool Exists(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }
}
