using System.Collections.Concurrent;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Tests.Processes;

internal sealed class RecordingObserver : IProcessObserver
{
    public ConcurrentQueue<ProcessExit> Deaths { get; } = new();

    public ConcurrentQueue<ProcessRestart> Restarts { get; } = new();

    public ConcurrentQueue<OutputLine> Lines { get; } = new();

    public void Died(string name, ProcessExit ending) => Deaths.Enqueue(ending);

    public void Restarted(ProcessRestart restart) => Restarts.Enqueue(restart);

    public void Wrote(string name, OutputLine line) => Lines.Enqueue(line);
}
