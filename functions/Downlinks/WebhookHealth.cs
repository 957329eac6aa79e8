using Azure.Data.Tables;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// What trying a site's webhook again has come to (row <c>W</c>): one process at a time, and after failures not before a back-off is over.
/// </summary>
internal sealed class WebhookHealth(DownlinkStore store, TimeProvider time, Random chance)
{
    private const string Failures = "Failures";
    private const string NotBefore = "NotBefore";
    private const string RunsUntil = "RunsUntil";

    // Longer than any run takes: whoever dies at it is followed by another then.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    /// <summary>Begins a run; returns how many have failed in a row before it. Null: not now.</summary>
    public async Task<int?> TryBeginAsync(SiteId site, CancellationToken cancellationToken)
    {
        var read = await store.Table.GetAsync(site.Value, DownlinkRows.Webhook, cancellationToken).ConfigureAwait(false);
        if (read.Row is { } known && (known.GetDateTimeOffset(RunsUntil) > read.ServerTime || known.GetDateTimeOffset(NotBefore) > time.GetUtcNow()))
        {
            return null;
        }

        var failures = read.Row?.GetInt32(Failures) ?? 0;
        var row = new TableEntity(site.Value, DownlinkRows.Webhook)
        {
            [Failures] = failures,
            [RunsUntil] = read.ServerTime + LongestRun,
        };
        TableTransactionAction change = read.Row is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, read.Row.ETag);
        return (await store.Table.WriteAsync([change], cancellationToken).ConfigureAwait(false)).Done ? failures : null;
    }

    /// <summary>Ends a run.</summary>
    public async Task EndAsync(SiteId site, bool taken, CancellationToken cancellationToken)
    {
        var read = await store.Table.GetAsync(site.Value, DownlinkRows.Webhook, cancellationToken).ConfigureAwait(false);
        var failures = taken ? 0 : (read.Row?.GetInt32(Failures) ?? 0) + 1;
        var row = new TableEntity(site.Value, DownlinkRows.Webhook) { [Failures] = failures };
        if (failures > 0)
        {
            row[NotBefore] = time.GetUtcNow() + BackOff.After(failures, chance.NextDouble());
        }

        await store.Table.WriteAsync([new(TableTransactionActionType.UpsertReplace, row)], cancellationToken).ConfigureAwait(false);
    }
}
