using Azure;
using Azure.Data.Tables;
using HzFunctions.Durable.Generations;

namespace HzFunctions.DurableHandler.Control;

/// <summary>Generations in a table, as an application would have them in the rows of its own subjects.</summary>
internal sealed class GenerationTable(TableClient table) : IGenerationRows
{
    private const string Partition = "subject";
    private const string Column = "Generation";

    /// <summary>Makes a subject, if there is none.</summary>
    public async Task AddAsync(string subject, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        if (await ReadAsync(subject, cancellationToken) is null)
        {
            await table.AddEntityAsync(new TableEntity(Partition, subject) { [Column] = 1 }, cancellationToken);
        }
    }

    public async Task<GenerationRow?> ReadAsync(string subject, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, subject, cancellationToken: cancellationToken);
        return row.HasValue ? new GenerationRow(row.Value!.GetInt32(Column)!.Value, row.Value.ETag.ToString()) : null;
    }

    public async Task<bool> TryRaiseAsync(string subject, GenerationRow read, CancellationToken cancellationToken)
    {
        try
        {
            var raised = new TableEntity(Partition, subject) { [Column] = read.Generation + 1 };
            await table.UpdateEntityAsync(raised, new ETag(read.Version), cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException refusal) when (refusal.Status is 404 or 412)
        {
            return false;
        }
    }
}
