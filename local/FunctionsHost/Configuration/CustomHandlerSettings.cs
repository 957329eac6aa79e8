namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>The section customHandler of host.json.</summary>
internal sealed record CustomHandlerSettings
{
    /// <summary>The executable: an absolute path, or a name for PATH.</summary>
    public required string Executable { get; init; }

    /// <summary>Its arguments, as one text: the host joins them without quoting.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>The current directory of the process.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Whether lines on standard error are errors; else they are what standard output is.</summary>
    public bool StandardErrorIsError { get; init; } = true;

    /// <summary>HTTP requests are sent on as they are, buffered.</summary>
    public bool ForwardsHttp { get; init; }

    /// <summary>HTTP requests are sent on as they are, streaming. Wins over forwarding.</summary>
    public bool ProxiesHttp { get; init; }

    /// <summary>A fixed port instead of a free one.</summary>
    public int? Port { get; init; }

    /// <summary>How long the process may take until it answers.</summary>
    public TimeSpan InitializationTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
