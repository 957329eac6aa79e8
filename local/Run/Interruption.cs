using System.Runtime.InteropServices;

namespace HzFunctions.Local.Run;

/// <summary>
/// What Ctrl-C means to a run: the first time, that the traffic is to end and the accounts are to be drawn up; the second time, that
/// everything is to end at once.
/// </summary>
internal sealed class Interruption(TimeProvider time) : IDisposable
{
    // One wish may come as two signals: to the process group, and once more from "dotnet run", which passes on what it gets.
    private static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _interrupt = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lock _gate = new();
    private long? _firstAt;

    public CancellationToken Interrupt => _interrupt.Token;

    public CancellationToken Abandon => _abandon.Token;

    public void ListenToSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Raise();
            }));
        }
    }

    public void Raise() => Next()?.Cancel();

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _interrupt.Dispose();
        _abandon.Dispose();
    }

    private CancellationTokenSource? Next()
    {
        lock (_gate)
        {
            if (_firstAt is not { } first)
            {
                _firstAt = time.GetTimestamp();
                return _interrupt;
            }

            return time.GetElapsedTime(first) < SameWish ? null : _abandon;
        }
    }
}
