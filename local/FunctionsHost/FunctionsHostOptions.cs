using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost;

/// <summary>What a host is started with.</summary>
internal sealed record FunctionsHostOptions
{
    /// <summary>The folder of host.json.</summary>
    public required string ScriptRoot { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any.</summary>
    public required int Port { get; init; }

    /// <summary>The app settings.</summary>
    public AppSettings Settings { get; init; } = AppSettings.OfEnvironment();

    /// <summary>Where logs go.</summary>
    public required Action<ILoggingBuilder> ConfigureLogging { get; init; }
}
