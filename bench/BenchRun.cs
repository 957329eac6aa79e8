using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench;

/// <summary>What the benches of one run share.</summary>
/// <param name="Jit">The handler as the build makes it.</param>
/// <param name="Aot">The Native AOT package: the one that was named, or one that is published when first asked for.</param>
/// <param name="UsesPackage">Whether a package was named, so that benches of the handler measure that.</param>
/// <param name="Progress">Hears what is going on; not part of any result.</param>
/// <param name="Time">The clock.</param>
internal sealed record BenchRun(
    HandlerPackage Jit, Lazy<Task<HandlerPackage>> Aot, bool UsesPackage, TextWriter Progress, TimeProvider Time)
{
    /// <summary>The handler that throughput and memory are measured with.</summary>
    public Task<HandlerPackage> HandlerAsync() => UsesPackage ? Aot.Value : Task.FromResult(Jit);

    /// <summary>Starts a storage emulator that has never held anything.</summary>
    public Task<FreshStorage> StorageAsync(CancellationToken cancellationToken) =>
        FreshStorage.StartAsync(Time, Progress.WriteLine, cancellationToken);
}
