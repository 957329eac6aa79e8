namespace HzFunctions.Hz;

/// <summary>How <c>hz</c> ends.</summary>
internal static class ExitCode
{
    /// <summary>Done, and the answer is yes.</summary>
    public const int Done = 0;

    /// <summary>Done, and the answer is no: refused, not genuine, not all imported.</summary>
    public const int No = 1;

    /// <summary>The command line, a file or what was piped in is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The gateway does not answer; what was begun can be gone on with.</summary>
    public const int Unreachable = 3;
}

/// <summary>Why a command could not do its work; the message is for whoever called it.</summary>
internal sealed class HzFault(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
