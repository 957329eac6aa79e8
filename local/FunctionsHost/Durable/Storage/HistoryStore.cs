using Azure;
using Azure.Data.Tables;
using HzFunctions.Local.FunctionsHost.Durable.Instances;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>
/// Turns and messages. A turn is written before the instance's state that counts it, so a turn beyond that count never
/// happened; a message up to the state's mark is dealt with, whether its row is still there or not.
/// </summary>
internal sealed class HistoryStore(TableClient table, PartitionWriter writer, StorageRetry retry)
{
    private const int RowsOfTransaction = 100;

    public static string PartitionOf(InstanceState state) => $"{InstanceRow.PartitionOf(state.Id)}|{state.Incarnation}";

    public Task WriteMessagesAsync(string partition, IReadOnlyList<InboxMessage> messages, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            messages.SelectMany(message => RowParts.Write(partition, RowName.OfMessage(message.Sequence), message.Content)), cancellationToken);

    public Task WriteTurnAsync(string partition, RowName name, StoredTurn turn, CancellationToken cancellationToken) =>
        writer.WriteAsync(RowParts.Write(partition, name, turn), cancellationToken);

    /// <summary>Everything that counts; what never happened is deleted.</summary>
    public async Task<StoredInstance> LoadAsync(InstanceState state, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(state);
        var rows = await retry.RunAsync(() => ReadAsync(partition, cancellationToken), cancellationToken);
        var named = rows.Select(row => (Row: row, Key: RowName.Parse(row.RowKey))).GroupBy(pair => pair.Key.Name)
            .ToDictionary(group => group.Key, group => group.Select(pair => KeyValuePair.Create(pair.Key.Part, pair.Row)).ToList());

        // Rows beyond the count must go before that count is reached by others: they would be taken for part of them.
        var unhappened = named.Where(pair => pair.Key.Kind == 'T' && pair.Key.Number > state.Turn).SelectMany(pair => pair.Value).Select(part => part.Value.RowKey);
        await retry.RunAsync(() => DeleteEachAsync(partition, [.. unhappened], cancellationToken), cancellationToken);
        return new StoredInstance(
            Messages: Messages(named, state.ConsumedThrough),
            Turns: Turns(named, state),
            LastSequence: named.Keys.Where(name => name.Kind == 'M').Select(name => name.Number).Append(state.ConsumedThrough).Max());
    }

    /// <summary>Deletes messages that are dealt with and turns of executions that are over. What fails is left for the purge.</summary>
    public async Task SweepAsync(string partition, IReadOnlyList<RowName> names, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var chunk in names.Chunk(RowsOfTransaction))
            {
                await table.SubmitTransactionAsync(
                    chunk.Select(name => new TableTransactionAction(
                        TableTransactionActionType.Delete, new TableEntity(partition, name.Key(part: 0)), ETag.All)),
                    cancellationToken);
            }
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            // The rows mean nothing any more.
        }
    }

    /// <summary>Deletes everything of an instance.</summary>
    public Task DeleteAsync(string partition, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async () =>
            {
                var keys = new List<string>();
                await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, select: ["RowKey"], cancellationToken: cancellationToken))
                {
                    keys.Add(row.RowKey);
                }

                await DeleteEachAsync(partition, keys, cancellationToken);
            },
            cancellationToken);

    private static List<InboxMessage> Messages(Dictionary<RowName, List<KeyValuePair<int, TableEntity>>> named, long consumedThrough) =>
        [.. named.Where(pair => pair.Key.Kind == 'M' && pair.Key.Number > consumedThrough)
            .Select(pair => (pair.Key.Number, Content: RowParts.Read(StoredMessage.Parser, pair.Value)))
            .Where(found => found.Content is not null)
            .OrderBy(found => found.Number)
            .Select(found => new InboxMessage(found.Number, found.Content!))];

    private static List<StoredTurn> Turns(Dictionary<RowName, List<KeyValuePair<int, TableEntity>>> named, InstanceState state) =>
        [.. named.Where(pair => pair.Key.Kind == 'T' && pair.Key.Generation == state.Generation && pair.Key.Number <= state.Turn)
            .OrderBy(pair => pair.Key.Number)
            .Select(pair => RowParts.Read(StoredTurn.Parser, pair.Value))
            .OfType<StoredTurn>()];

    private async Task<List<TableEntity>> ReadAsync(string partition, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task DeleteEachAsync(string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            await table.DeleteEntityAsync(partition, key, ETag.All, cancellationToken);
        }
    }
}
