using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Load;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Acceptance;

/// <summary>What one acceptor did against a storage of its own.</summary>
/// <param name="PerSecond">Car-ins accepted per second by callers that never pause.</param>
/// <param name="Steady">How long each took at a steady rate.</param>
/// <param name="ProcessorTime">What each cost the acceptor's process, at full speed.</param>
/// <param name="StorageTime">What each cost the storage emulator's process, at full speed.</param>
internal sealed record AcceptanceRun(double PerSecond, Latencies Steady, TimeSpan ProcessorTime, TimeSpan StorageTime)
{
    /// <summary>Callers at the same time.</summary>
    public const int Callers = 16;

    /// <summary>Car-ins per second at the steady rate.</summary>
    public const int SteadyRate = 100;

    /// <summary>Measures an acceptor that has taken nothing so far.</summary>
    public static async Task<AcceptanceRun> MeasureAsync(
        IAcceptor acceptor, FreshStorage storage, AcceptanceSize size, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var reader = new BellReader(storage, time);
        await ClosedLoop.RunAsync(Callers, 1, size.WarmUp, acceptor.AcceptAsync, cancellationToken);
        var steady = await OpenLoop.RunAsync(SteadyRate, size.WarmUp + 1, size.Steady, acceptor.AcceptAsync, time, cancellationToken);
        var burnt = ProcessFigures.ProcessorTime(acceptor.ProcessId);
        var burntByStorage = ProcessFigures.ProcessorTime(storage.ProcessId);
        var rate = await ClosedLoop.RunAsync(
            Callers, size.WarmUp + size.Steady + 1, size.Full, acceptor.AcceptAsync, cancellationToken);
        return new AcceptanceRun(
            rate,
            steady,
            (ProcessFigures.ProcessorTime(acceptor.ProcessId) - burnt) / size.Full,
            (ProcessFigures.ProcessorTime(storage.ProcessId) - burntByStorage) / size.Full);
    }
}
