using HzFunctions.Local.Processes;

namespace HzFunctions.Bench.Storage;

/// <summary>A process that dies under a bench spoils its figures; the calls that fail say so.</summary>
internal sealed class SilentObserver : IProcessObserver
{
    public void Restarted(ProcessRestart restart)
    {
    }
}
