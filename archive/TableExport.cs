using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace HzFunctions.Archive;

/// <summary>
/// Writes tables to blobs: JSON lines, compressed, in parts. What is held at once is one page of a table. It goes on where it ended: a process that dies in a part writes that
/// part again. It is no picture of one moment; <see cref="Companions"/> say what follows from a row, so that what was restored agrees with itself.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="container">Where the export goes; made where there is none.</param>
/// <param name="time">The clock.</param>
public sealed class TableExport(TableServiceClient tables, BlobContainerClient container, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>How many rows a part has at most, but for the rest of its last page.</summary>
    public int RowsPerPart { get; init; } = 200_000;

    /// <summary>The name of the file that says that an export is complete.</summary>
    public static string ManifestOf(string name) => $"{name}/manifest.json";

    /// <summary>Goes on with an export for as long as given, or begins it. True: it is complete.</summary>
    /// <param name="name">The export: the folder that it is in.</param>
    /// <param name="tableNames">The tables, always in the same order. One that there is none of has no rows.</param>
    /// <param name="limit">After so long it ends at the next page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> ContinueAsync(string name, IReadOnlyList<string> tableNames, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tableNames);
        var started = time.GetTimestamp();
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (await container.GetBlobClient(ManifestOf(name)).ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var blob = container.GetBlobClient($"{name}/progress.json");
        var (progress, etag) = await ReadAsync(blob, cancellationToken).ConfigureAwait(false);
        while (progress.Table < tableNames.Count)
        {
            if (time.GetElapsedTime(started) >= limit)
            {
                return false;
            }

            progress = await WritePartAsync(
                name, tableNames[progress.Table], progress, () => time.GetElapsedTime(started) >= limit, cancellationToken).ConfigureAwait(false);
            etag = await WriteAsync(blob, JsonSerializer.SerializeToUtf8Bytes(progress, ArchiveJson.Default.ExportProgress), etag, cancellationToken).ConfigureAwait(false);
        }

        var manifest = new ExportManifest(ExportManifest.CurrentVersion, progress.StartedAt, time.GetUtcNow(), progress.Parts);
        await WriteAsync(
            container.GetBlobClient(ManifestOf(name)), JsonSerializer.SerializeToUtf8Bytes(manifest, ArchiveJson.Default.ExportManifest), default, cancellationToken).ConfigureAwait(false);
        await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<ExportProgress> WritePartAsync(
        string name, string table, ExportProgress progress, Func<bool> isLate, CancellationToken cancellationToken)
    {
        var part = FormattableString.Invariant($"{name}/{table}/{progress.Parts.Count:D5}.jsonl.gz");
        var (rows, continuation) = (0L, progress.Continuation);
        var options = new BlockBlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/gzip" } };
        var stream = await container.GetBlockBlobClient(part).OpenWriteAsync(overwrite: true, options, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var zip = new GZipStream(stream, CompressionLevel.Optimal);
            await using (zip.ConfigureAwait(false))
            {
                do
                {
                    (var count, continuation) = await WritePageAsync(zip, table, continuation, cancellationToken).ConfigureAwait(false);
                    rows += count;
                }
                while (continuation is not null && rows < RowsPerPart && !isLate());
            }
        }

        return progress with
        {
            Table = progress.Table + (continuation is null ? 1 : 0),
            Continuation = continuation,
            Parts = [.. progress.Parts, new ExportPart(table, part, rows)],
        };
    }

    private async Task<(int Rows, string? Continuation)> WritePageAsync(
        Stream output, string table, string? continuation, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // No filter at all: there is nothing that could be injected.
        var pages = tables.GetTableClient(table).QueryAsync<TableEntity>(filter: (string?)null, PageSize, cancellationToken: cancellationToken).AsPages(continuation, PageSize);
#pragma warning restore RS0030
        try
        {
            await foreach (var page in pages.ConfigureAwait(false))
            {
                var lines = new ArrayBufferWriter<byte>();
                foreach (var row in page.Values)
                {
                    EntityLine.Write(lines, row);
                    lines.Write("\n"u8);
                }

                await output.WriteAsync(lines.WrittenMemory, cancellationToken).ConfigureAwait(false);
                return (page.Values.Count, page.ContinuationToken);
            }
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            // Nobody has written into this table yet.
        }

        return (0, null);
    }

    private async Task<(ExportProgress Progress, ETag ETag)> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var read = await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return (JsonSerializer.Deserialize(read.Value.Content.ToMemory().Span, ArchiveJson.Default.ExportProgress)!, read.Value.Details.ETag);
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return (new ExportProgress(time.GetUtcNow(), 0, null, []), default);
        }
    }

    // Of two that are at the same export, one gives up here.
    private static async Task<ETag> WriteAsync(BlobClient blob, byte[] content, ETag known, CancellationToken cancellationToken)
    {
        var conditions = known == default ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = known };
        var written = await blob.UploadAsync(new BinaryData(content), new BlobUploadOptions { Conditions = conditions }, cancellationToken).ConfigureAwait(false);
        return written.Value.ETag;
    }
}
