using Azure;
using Azure.Data.Tables;
using HzFunctions.Local.FunctionsHost.Durable.Instances;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>The states of instances, and which ids are wedged.</summary>
internal sealed class StateStore(TableClient table, HubLease lease, StorageRetry retry)
{
    private const string WedgeRowKey = "wedge";

    /// <summary>Writes a state: with this a turn is committed, or an instance begun.</summary>
    public Task WriteAsync(InstanceState state, CancellationToken cancellationToken) =>
        WriteRowAsync(InstanceRow.Write(state), cancellationToken);

    public Task DeleteAsync(string instanceId, CancellationToken cancellationToken) =>
        DeleteRowAsync(instanceId, InstanceRow.RowKey, cancellationToken);

    public Task WriteWedgeAsync(string instanceId, CancellationToken cancellationToken) =>
        WriteRowAsync(new TableEntity(InstanceRow.PartitionOf(instanceId), WedgeRowKey) { ["Id"] = instanceId }, cancellationToken);

    public Task DeleteWedgeAsync(string instanceId, CancellationToken cancellationToken) =>
        DeleteRowAsync(instanceId, WedgeRowKey, cancellationToken);

    /// <summary>Everything, for the start of a host.</summary>
    public Task<(IReadOnlyList<InstanceState> States, IReadOnlyList<string> Wedged)> ReadAllAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(() => ReadRowsAsync(cancellationToken), cancellationToken);

    private async Task<(IReadOnlyList<InstanceState> States, IReadOnlyList<string> Wedged)> ReadRowsAsync(CancellationToken cancellationToken)
    {
        var states = new List<InstanceState>();
        var wedged = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey != "", cancellationToken: cancellationToken))
        {
            if (row.RowKey == WedgeRowKey)
            {
                wedged.Add(row.GetString("Id"));
            }
            else
            {
                states.Add(InstanceRow.Read(row));
            }
        }

        return (states, wedged);
    }

    private Task WriteRowAsync(TableEntity row, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async () =>
            {
                await lease.EnsureAsync(cancellationToken);
                await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
            },
            cancellationToken);

    private Task DeleteRowAsync(string instanceId, string rowKey, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async () =>
            {
                await lease.EnsureAsync(cancellationToken);
                await table.DeleteEntityAsync(InstanceRow.PartitionOf(instanceId), rowKey, ETag.All, cancellationToken);
            },
            cancellationToken);
}
