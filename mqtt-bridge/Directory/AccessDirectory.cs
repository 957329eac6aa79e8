using Azure;
using Azure.Data.Tables;
using HzFunctions.Storage;

namespace HzFunctions.MqttBridge.Directory;

/// <summary>The table <c>Directory</c>, which the function app writes. An entry that is wrong is said so and left out.</summary>
internal sealed class AccessDirectory(StorageClients storage, ILogger<AccessDirectory> logger) : IAccessDirectory
{
    /// <summary>The table's name.</summary>
    public const string Table = "Directory";

    /// <summary>The partition of the accesses.</summary>
    public const string Partition = "access";

    private readonly TableClient _table = storage.Tables.GetTableClient(Table);

    public async Task<IReadOnlyList<BridgedAccess>> ReadAsync(CancellationToken cancellationToken)
    {
        var accesses = new List<BridgedAccess>();
        try
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
#pragma warning disable RS0030 // The filter above is made by CreateQueryFilter, which quotes its values.
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
#pragma warning restore RS0030
            {
                if (TryRead(row) is { } access)
                {
                    accesses.Add(access);
                }
            }
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            // The function app makes the table with the first access.
        }

        return accesses;
    }

    private BridgedAccess? TryRead(TableEntity row)
    {
        try
        {
            return BridgedAccessReader.Read(row);
        }
        catch (MisconfiguredAccessException fault)
        {
            BridgeLog.AccessMisconfigured(logger, row.RowKey, fault.Message);
            return null;
        }
    }
}
