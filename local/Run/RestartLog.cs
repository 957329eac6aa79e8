using System.Collections.Concurrent;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run;

/// <summary>Remembers each death and restart of a process, so that it can be shown.</summary>
internal sealed class RestartLog : IProcessObserver
{
    private readonly ConcurrentQueue<RestartNote> _notes = new();

    public IReadOnlyCollection<RestartNote> All => _notes;

    public void Restarted(ProcessRestart restart) => Add(
        $"{restart.Name} (pid {restart.Exit.ProcessId}) ended with {restart.Exit}; started again as pid {restart.NewProcessId}",
        restart.At);

    public void Add(string text, DateTimeOffset at) => _notes.Enqueue(new RestartNote(at, text));
}
