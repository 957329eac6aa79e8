using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using HzFunctions.Archive;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>Exports all tables once a day, from 04:00 in China, into the container <c>exports</c>: Table Storage has no backup of its own.</summary>
internal sealed class DailyExport(StorageClients storage, RetentionOptions options, TimeProvider time, ILogger<DailyExport> logger)
{
    /// <summary>The container.</summary>
    public const string Container = "exports";

    /// <summary>The tables. Those of the Durable extension are not among them: what they hold follows from ours.</summary>
    public static readonly IReadOnlyList<string> Tables = [SiteDirectory.Table, Rows.Table, DownlinkRows.Table, ReconciliationRows.Table, GuidanceRows.Table];

    // The host ends a call after 5 min.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan FirstHour = TimeSpan.FromHours(4);

    /// <summary>Goes on with the day's export, and removes old ones when it is complete.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = ChinaTime.BusinessDay(now);
        if (now < ChinaTime.StartOf(day) + FirstHour)
        {
            return;
        }

        var container = storage.Blobs.GetBlobContainerClient(Container);
        if (options.ExportDays == 0)
        {
            await RemoveOldAsync(container, BusinessDays.Text(day.AddDays(1)), cancellationToken).ConfigureAwait(false);
            return;
        }

        var name = BusinessDays.Text(day);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (await container.GetBlobClient(TableExport.ManifestOf(name)).ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (await new TableExport(storage.Tables, container, time).ContinueAsync(name, Tables, Limit, cancellationToken).ConfigureAwait(false))
        {
            RetentionLog.Exported(logger, name);
            await RemoveOldAsync(container, BusinessDays.Text(day.AddDays(-options.ExportDays)), cancellationToken).ConfigureAwait(false);
        }
    }

    // The manifest first: what is left of an export must not look like a whole one.
    private static async Task RemoveOldAsync(BlobContainerClient container, string oldest, CancellationToken cancellationToken)
    {
        var old = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions(), cancellationToken).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(blob.Name, oldest) >= 0)
            {
                break;
            }

            old.Add(blob.Name);
        }

        foreach (var blob in old.OrderByDescending(blob => blob.EndsWith("manifest.json", StringComparison.Ordinal)))
        {
            await container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}
