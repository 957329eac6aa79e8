using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Load;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Acceptance;

/// <summary>One side of the comparison, with a storage emulator of its own, and what it has done so far.</summary>
internal sealed class AcceptanceSide(IAcceptor acceptor, FreshStorage storage, TimeProvider time)
{
    /// <summary>Callers at the same time.</summary>
    public const int Callers = 16;

    /// <summary>Car-ins per second at the steady rate.</summary>
    public const int SteadyRate = 100;

    private readonly List<double> _rates = [];
    private readonly List<Latencies> _steady = [];
    private TimeSpan _processorTime;
    private TimeSpan _storageTime;
    private int _taken;
    private int _takenAtFullSpeed;

    public string Name => acceptor.Name;

    /// <summary>Car-ins per second at full speed: the median of the turns.</summary>
    public double PerSecond => _rates.Order().ElementAt(_rates.Count / 2);

    /// <summary>How long each took at the steady rate.</summary>
    public Latencies Steady => Latencies.Of(_steady);

    /// <summary>Processor time of the acceptor's process for one car-in, at full speed.</summary>
    public TimeSpan ProcessorTime => _processorTime / _takenAtFullSpeed;

    /// <summary>Processor time of the storage emulator for one car-in, at full speed.</summary>
    public TimeSpan StorageTime => _storageTime / _takenAtFullSpeed;

    public async Task WarmUpAsync(int count, CancellationToken cancellationToken)
    {
        await using var reader = new BellReader(storage, time);
        await ClosedLoop.RunAsync(Callers, Next(count), count, acceptor.AcceptAsync, cancellationToken);
    }

    public async Task SteadyTurnAsync(int count, CancellationToken cancellationToken)
    {
        await using var reader = new BellReader(storage, time);
        _steady.Add(await OpenLoop.RunAsync(SteadyRate, Next(count), count, acceptor.AcceptAsync, time, cancellationToken));
    }

    public async Task FullTurnAsync(int count, CancellationToken cancellationToken)
    {
        await using var reader = new BellReader(storage, time);
        _processorTime -= ProcessFigures.ProcessorTime(acceptor.ProcessId);
        _storageTime -= ProcessFigures.ProcessorTime(storage.ProcessId);
        _rates.Add(await ClosedLoop.RunAsync(Callers, Next(count), count, acceptor.AcceptAsync, cancellationToken));
        _storageTime += ProcessFigures.ProcessorTime(storage.ProcessId);
        _processorTime += ProcessFigures.ProcessorTime(acceptor.ProcessId);
        _takenAtFullSpeed += count;
    }

    private int Next(int count)
    {
        var first = _taken + 1;
        _taken += count;
        return first;
    }
}
