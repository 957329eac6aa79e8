using System.Text.Json;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.ForwardUplink;

/// <summary>A bell has rung: drains the site's outbox.</summary>
internal sealed class ForwardUplinkFunction(OutboxDrain drain)
{
    /// <summary>Runs for one message of the queue <c>forward-uplink</c>.</summary>
    /// <exception cref="FormatException">The message is no bell: the host delivers it again and in the end gives it to the poison function.</exception>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        BellMessage? bell;
        try
        {
            bell = JsonSerializer.Deserialize(message, BellJson.Default.BellMessage);
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message is no bell.", fault);
        }

        if (bell is not { Version: BellMessage.CurrentVersion } || SiteId.Parse(bell.Site) is not { } site)
        {
            throw new FormatException("The message is no bell of a version that is known here.");
        }

        await drain.DrainAsync(site, cancellationToken).ConfigureAwait(false);
    }
}
