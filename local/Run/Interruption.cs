using System.Runtime.InteropServices;

namespace HzFunctions.Local.Run;

/// <summary>
/// What Ctrl-C means to a run: the first time, that the traffic is to end and the accounts are to be drawn up; the second time, that
/// everything is to end at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _interrupt = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<PosixSignalRegistration> _signals = [];

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

    public void Raise() => (_interrupt.IsCancellationRequested ? _abandon : _interrupt).Cancel();

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _interrupt.Dispose();
        _abandon.Dispose();
    }
}
