namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>What the handler process is doing.</summary>
internal enum HandlerState
{
    /// <summary>It is being started and does not answer yet.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>It ended with exit code 0, and the host does not start it again.</summary>
    Ended,

    /// <summary>The host is stopping.</summary>
    Stopped,
}
