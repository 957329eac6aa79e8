using System.Text.Json;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.HandleDownlink;

/// <summary>
/// Takes what the city brain has sent down, gives it to the car park, and confirms it. The same queue brings deadlines, bells and notices of our own.
/// </summary>
internal sealed class HandleDownlinkFunction(
    DownlinkReader reader,
    DownlinkReception reception,
    DownlinkDelivery delivery,
    DeadlineDesk deadlines,
    DownlinkRepair repair,
    DownlinkStore store,
    SiteDirectory directory,
    IQuarantine quarantine,
    DownlinkMetrics metrics,
    ILogger<HandleDownlinkFunction> logger)
{
    private static readonly string[] OurOrders = ["deadlines", "bell", "notice"];

    /// <summary>Runs for one message of the queue <c>downlink</c>. A fault makes the host deliver it again, and what was begun is resumed.</summary>
    public async Task RunAsync(string text, CancellationToken cancellationToken)
    {
        using var document = Parse(text);
        if (document is not { RootElement: { ValueKind: JsonValueKind.Object } root })
        {
            await KeepAsideAsync(text, new DownlinkRefusal("unreadable", "the message is no JSON object"), cancellationToken).ConfigureAwait(false);
        }
        else if (OurOrders.Any(name => root.TryGetProperty(name, out _)))
        {
            await FollowAsync(root, text, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await TakeInAsync(root, text, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TakeInAsync(JsonElement root, string text, CancellationToken cancellationToken)
    {
        var (message, site, refusal) = await reader.ReadAsync(root, cancellationToken).ConfigureAwait(false);
        if (message is null)
        {
            await KeepAsideAsync(text, refusal!, cancellationToken).ConfigureAwait(false);
            return;
        }

        var row = await reception.TakeInAsync(message, isPushed: site!.Webhook is not null, cancellationToken).ConfigureAwait(false);
        await delivery.GoOnAsync(row, site, cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(JsonElement root, string text, CancellationToken cancellationToken)
    {
        var order = ReadOrder(root);
        if (order?.Deadlines is { } due && SiteId.Parse(due.Site) is { } late)
        {
            await deadlines.RunAsync(late, cancellationToken).ConfigureAwait(false);
        }
        else if (order?.Bell is { } bell && SiteId.Parse(bell.Site) is { } site)
        {
            await repair.RunAsync(site, cancellationToken).ConfigureAwait(false);
        }
        else if (order?.Notice is { } notice && notice.Key() is { } told)
        {
            await BringAsync(told, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await KeepAsideAsync(text, new DownlinkRefusal("unreadable", "the deadlines, bell or notice cannot be read"), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BringAsync(DownlinkKey key, CancellationToken cancellationToken)
    {
        if ((await store.FindAsync(key, cancellationToken).ConfigureAwait(false)).Row is { InboxRow: not null } row
            && await directory.FindSiteAsync(key.Site, cancellationToken).ConfigureAwait(false) is { } site)
        {
            await delivery.GoOnAsync(row, site, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task KeepAsideAsync(string text, DownlinkRefusal refusal, CancellationToken cancellationToken)
    {
        await quarantine.KeepAsync(DownlinkQueue.Name, text, refusal.Reason, cancellationToken).ConfigureAwait(false);
        metrics.Quarantined(refusal.Kind);
        DownlinkLog.KeptAside(logger, refusal.Kind);
    }

    private static DownlinkOrder? ReadOrder(JsonElement root)
    {
        try
        {
            return root.Deserialize(DownlinkOrderJson.Default.DownlinkOrder) is { Version: DownlinkReader.Version } order ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
