using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>
/// Asks for the orchestration of a day whose run has begun (queue <c>reconciliation-commands</c>): an HTTP function has no client of the host's. A message may come twice,
/// or be lost: the timer is the guarantee for the days that it looks at, which are the last 7.
/// </summary>
internal sealed class ReconciliationCommands(IReconciliationQueue queue, ILogger<ReconciliationCommands> logger)
{
    /// <summary>Asks at once; what cannot be sent is logged, and no failure of what was done before it.</summary>
    public async Task TrySendAsync(ReconciliationRow day)
    {
        try
        {
            await queue.SendAsync(new ReconciliationCommand(ReconciliationCommand.CurrentVersion, day.Site.Value, day.Day).ToJson(), CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the queue's fault is, the timer finds the day.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ReconciliationLog.CommandNotSent(logger, day.Site.Value, day.Day, fault);
        }
    }
}

/// <summary>The queue of days that are to be driven.</summary>
internal interface IReconciliationQueue
{
    Task SendAsync(string text, CancellationToken cancellationToken);
}

/// <summary>The queue <c>reconciliation-commands</c> in the storage account.</summary>
internal sealed class ReconciliationQueue(QueueSender queues) : IReconciliationQueue
{
    /// <summary>The queue's name.</summary>
    public const string Name = "reconciliation-commands";

    public Task SendAsync(string text, CancellationToken cancellationToken) => queues.SendAsync(Name, text, TimeSpan.Zero, cancellationToken);
}

/// <summary>A message of the queue.</summary>
/// <param name="Version">1.</param>
/// <param name="Site">The car park.</param>
/// <param name="Day">The business day, yyyyMMdd.</param>
internal sealed record ReconciliationCommand(int Version, string Site, string Day)
{
    /// <summary>The version that is written and read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static (SiteId Site, string Day) Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ReconciliationCommandJson.Default.ReconciliationCommand) is { Version: CurrentVersion, Day.Length: 8 } command
                && SiteId.Parse(command.Site) is { } site
                    ? (site, command.Day)
                    : throw new FormatException("The message is no command for a day.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message is no command for a day.", fault);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, ReconciliationCommandJson.Default.ReconciliationCommand);
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReconciliationCommand))]
internal sealed partial class ReconciliationCommandJson : JsonSerializerContext;
