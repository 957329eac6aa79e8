using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace HzFunctions.Archive;

/// <summary>Puts an export back into tables. One that died half-way is run again with overwriting, and ends the same.</summary>
/// <param name="tables">Where the rows go; tables are made where there are none.</param>
/// <param name="container">Where the exports are.</param>
public sealed class TableRestore(TableServiceClient tables, BlobContainerClient container)
{
    private const int MostInATransaction = 100;

    // The service takes 4 MiB; a line is about as long as what is sent for it, which the client encodes a second time.
    private const int LargestTransaction = 1024 * 1024;

    /// <summary>The exports that are complete, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (blob.Name.Split('/') is [var name, "manifest.json"])
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>Restores an export.</summary>
    /// <param name="name">Which.</param>
    /// <param name="overwrite">Whether tables that have rows are written over. Rows that the export does not have stay.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows of each table were put back.</returns>
    /// <exception cref="InvalidOperationException">There is no such export, it is not complete, or a table has rows.</exception>
    /// <exception cref="FormatException">The export cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, long>> RestoreAsync(string name, bool overwrite, CancellationToken cancellationToken)
    {
        var manifest = await ReadManifestAsync(name, cancellationToken).ConfigureAwait(false);
        foreach (var table in manifest.Parts.Select(part => part.Table).Distinct())
        {
            await tables.CreateTableIfNotExistsAsync(table, cancellationToken).ConfigureAwait(false);
            if (!overwrite && await HasRowsAsync(table, cancellationToken).ConfigureAwait(false))
            {
                throw new InvalidOperationException($"The table {table} has rows; nothing was restored.");
            }
        }

        var restored = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in manifest.Parts)
        {
            var rows = await RestoreAsync(part, cancellationToken).ConfigureAwait(false);
            if (rows != part.Rows)
            {
                throw new FormatException($"{part.Blob} has {rows} rows, and should have {part.Rows}.");
            }

            restored[part.Table] = restored.GetValueOrDefault(part.Table) + rows;
        }

        return restored;
    }

    private async Task<ExportManifest> ReadManifestAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var read = await container.GetBlobClient(TableExport.ManifestOf(name)).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            var manifest = JsonSerializer.Deserialize(read.Value.Content.ToMemory().Span, ArchiveJson.Default.ExportManifest)!;
            return manifest.Version == ExportManifest.CurrentVersion ? manifest
                : throw new InvalidOperationException($"The export {name} was written by another version.");
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            throw new InvalidOperationException($"There is no complete export {name}.", fault);
        }
    }

    private async Task<bool> HasRowsAsync(string table, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // No filter at all: there is nothing that could be injected.
        var rows = tables.GetTableClient(table).QueryAsync<TableEntity>(filter: (string?)null, maxPerPage: 1, cancellationToken: cancellationToken);
#pragma warning restore RS0030
        await foreach (var _ in rows.ConfigureAwait(false))
        {
            return true;
        }

        return false;
    }

    private async Task<long> RestoreAsync(ExportPart part, CancellationToken cancellationToken)
    {
        var table = tables.GetTableClient(part.Table);
        var stream = await container.GetBlobClient(part.Blob).OpenReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress), Encoding.UTF8);
            var batch = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
            var (rows, size, partition) = (0L, 0, string.Empty);
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                var row = EntityLine.Read(Encoding.UTF8.GetBytes(line));
                var added = Companions.Of(part.Table, row).Prepend(row).ToList();
                if (batch.Count + added.Count > MostInATransaction || size + line.Length > LargestTransaction || (batch.Count > 0 && partition != row.PartitionKey))
                {
                    await WriteAsync(table, batch, cancellationToken).ConfigureAwait(false);
                    size = 0;
                }

                added.ForEach(one => batch[one.RowKey] = one);
                (rows, size, partition) = (rows + 1, size + (line.Length * added.Count), row.PartitionKey);
            }

            await WriteAsync(table, batch, cancellationToken).ConfigureAwait(false);
            return rows;
        }
    }

    private static async Task WriteAsync(TableClient table, Dictionary<string, TableEntity> batch, CancellationToken cancellationToken)
    {
        if (batch.Count > 0)
        {
            await table.SubmitTransactionAsync(
                batch.Values.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken).ConfigureAwait(false);
            batch.Clear();
        }
    }
}
