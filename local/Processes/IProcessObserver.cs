namespace HzFunctions.Local.Processes;

/// <summary>Hears what happens to supervised processes. Called from several threads.</summary>
public interface IProcessObserver
{
    /// <summary>A process died unasked. It will be started again.</summary>
    void Died(string name, ProcessExit ending)
    {
    }

    /// <summary>A process that had died is running again.</summary>
    void Restarted(ProcessRestart restart);

    /// <summary>A process wrote a line. It is in its log file already.</summary>
    void Wrote(string name, OutputLine line)
    {
    }
}
