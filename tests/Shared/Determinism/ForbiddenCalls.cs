using System.Reflection;

namespace HzFunctions.Tests.Shared.Determinism;

/// <summary>What an orchestrator must not touch: the clock, randomness, I/O, threads, and awaits that leave its turn.</summary>
internal static class ForbiddenCalls
{
    private static readonly HashSet<string> Types =
    [
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.Tasks.TaskFactory", "System.Threading.Tasks.Parallel",
        "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer", "System.Threading.PeriodicTimer",
        "System.Threading.SemaphoreSlim", "System.Threading.Monitor", "System.Threading.Lock", "System.Console",
    ];

    private static readonly HashSet<string> Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.GetEnvironmentVariable",
        "System.Environment.get_MachineName", "System.Environment.get_ProcessId",
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Wait",
        "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task.WaitAny", "System.Threading.Tasks.Task.WaitAsync",
        "System.Threading.Tasks.Task.ContinueWith", "System.Threading.Tasks.Task.Start",
        "System.Threading.CancellationTokenSource.CancelAfter", "System.Threading.CancellationTokenSource.CancelAsync",
    ];

    private static readonly string[] Namespaces =
        ["System.IO", "System.Net", "System.Data", "Azure", "Grpc", "MQTTnet", "HzFunctions.CityBrain.Client"];

    /// <summary>What is wrong with a call, or null.</summary>
    public static string? Find(MethodBase called)
    {
        var type = (called.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : called.DeclaringType)?.FullName ?? "";
        var member = $"{type.Split('`')[0]}.{called.Name}";
        var isForbidden = Types.Contains(type)
            || Members.Contains(member)
            || called.Name == "ConfigureAwait"
            || Namespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal));
        return isForbidden ? member : null;
    }
}
