namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>What host.json says, defaults filled in.</summary>
internal sealed record HostSettings
{
    /// <summary>The folder of host.json.</summary>
    public required string ScriptRoot { get; init; }

    /// <summary>How long an invocation may take; null without a limit.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What stands before every HTTP route, without slashes at its ends.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>The handler process.</summary>
    public required CustomHandlerSettings CustomHandler { get; init; }

    /// <summary>The section extensions.queues.</summary>
    public QueueSettings Queues { get; init; } = new();

    /// <summary>The section extensions.durableTask.</summary>
    public DurableSettings Durable { get; init; } = new();
}
