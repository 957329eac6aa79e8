using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Reporting;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench;

/// <summary>What the benches of one run share.</summary>
/// <param name="package">A Native AOT package that was published before, or null for one that is published when it is asked for.</param>
/// <param name="progress">Hears what is going on; no part of any result.</param>
/// <param name="time">The clock.</param>
internal sealed class BenchRun(string? package, TextWriter progress, TimeProvider time) : IDisposable
{
    private readonly TemporaryFolder _published = new();
    private Task<HandlerPackage>? _aot;

    public TextWriter Progress => progress;

    public TimeProvider Time => time;

    /// <summary>The handler as the build makes it.</summary>
    public HandlerPackage Jit { get; } = HandlerPackage.Jit();

    /// <summary>The Native AOT package.</summary>
    public Task<HandlerPackage> AotAsync() => _aot ??= package is null
        ? HandlerPackage.PublishAsync(_published.Path, progress, time)
        : Task.FromResult(HandlerPackage.Aot(package));

    /// <summary>The handler that throughput and memory are measured with: the package that was named, else what the build makes.</summary>
    public Task<HandlerPackage> HandlerAsync() => package is null ? Task.FromResult(Jit) : AotAsync();

    /// <summary>Starts a storage emulator that has never held anything.</summary>
    public Task<FreshStorage> StorageAsync(CancellationToken cancellationToken) =>
        FreshStorage.StartAsync(time, progress.WriteLine, cancellationToken);

    /// <summary>On what, when and of which commit this run measures.</summary>
    public Task<string> ConditionsAsync(CancellationToken cancellationToken) => MachineShape.DescribeAsync(time, cancellationToken);

    public void Dispose() => _published.Dispose();
}
