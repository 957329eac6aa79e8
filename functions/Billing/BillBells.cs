using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// Asks for a bill to be driven (queue <c>bill-commands</c>): its orchestration is started, or hears that there is news. A message is a hint
/// that may be lost or come twice; <c>WatchBills</c> is the guarantee.
/// </summary>
internal sealed class BillBells(IBillQueue queue, ILogger<BillBells> logger)
{
    /// <summary>Rings at once; what cannot be sent is logged, and no failure of what was done before it.</summary>
    public Task TryRingAsync(SiteId site, string billId) => TryRingAsync(site, billId, TimeSpan.Zero);

    /// <summary>Rings after a delay.</summary>
    public async Task TryRingAsync(SiteId site, string billId, TimeSpan delay)
    {
        try
        {
            await queue.SendAsync(new BillCommand(BillCommand.CurrentVersion, site.Value, billId).ToJson(), delay, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the queue's fault is, WatchBills finds the bill.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            BillLog.CommandNotSent(logger, billId, site.Value, fault);
        }
    }
}

/// <summary>The queue of what is to be driven.</summary>
internal interface IBillQueue
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>.</summary>
    Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>The queue <c>bill-commands</c> in the storage account.</summary>
internal sealed class BillQueue(QueueSender queues) : IBillQueue
{
    /// <summary>The queue's name.</summary>
    public const string Name = "bill-commands";

    public Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken) => queues.SendAsync(Name, text, delay, cancellationToken);
}

/// <summary>A message of the queue.</summary>
/// <param name="Version">1.</param>
/// <param name="Site">The car park.</param>
/// <param name="Bill">停车场账单编号.</param>
internal sealed record BillCommand(int Version, string Site, string Bill)
{
    /// <summary>The version that is written and read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static (SiteId Site, string Bill) Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, BillCommandJson.Default.BillCommand) is { Version: CurrentVersion, Bill.Length: > 0 } command
                && SiteId.Parse(command.Site) is { } site
                    ? (site, command.Bill)
                    : throw new FormatException("The message is no command for a bill.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message is no command for a bill.", fault);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, BillCommandJson.Default.BillCommand);
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BillCommand))]
internal sealed partial class BillCommandJson : JsonSerializerContext;
