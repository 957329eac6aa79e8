using System.Globalization;
using Azure.Data.Tables;
using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Acceptance;

/// <summary>
/// The rows that the handler wrote for one car-in, as the storage holds them: the pattern for the loop that it is compared with, which so
/// writes the same however the handler's rows change.
/// </summary>
/// <param name="Rows">The rows.</param>
/// <param name="Stay">The stay that they are about.</param>
internal sealed record AcceptedRows(IReadOnlyList<TableEntity> Rows, Stay Stay)
{
    /// <summary>The journal's table.</summary>
    public const string Table = "CarParkLog";

    private const string Sequence = "Outbox";
    private const int DigitsOfChance = 8;

    /// <summary>Reads what was written for a car-in that is the only one so far.</summary>
    public static async Task<AcceptedRows> ReadAsync(FreshStorage storage, string site, Stay stay, CancellationToken cancellationToken)
    {
        var table = storage.Tables().GetTableClient(Table);
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == site, cancellationToken: cancellationToken))
        {
            row.Remove("Timestamp");
            row.Remove("odata.etag");
            rows.Add(row);
        }

        return new AcceptedRows(rows, stay);
    }

    /// <summary>The same rows for another stay.</summary>
    /// <param name="stay">The stay.</param>
    /// <param name="number">A number that no other stay has.</param>
    public List<TableTransactionAction> For(Stay stay, int number)
    {
        var known = (string)Rows.First(row => row.ContainsKey(Sequence))[Sequence];
        var sequence = string.Create(CultureInfo.InvariantCulture, $"{known[..^DigitsOfChance]}{number:x8}");
        return Rows.Select(row => new TableTransactionAction(KindOf(row), Renamed(row))).ToList();

        TableEntity Renamed(TableEntity row)
        {
            var renamed = new TableEntity(row.PartitionKey, Rename(row.RowKey));
            foreach (var (name, value) in row)
            {
                if (name is not ("PartitionKey" or "RowKey"))
                {
                    renamed[name] = value is string text ? Rename(text) : value;
                }
            }

            return renamed;
        }

        string Rename(string text) => text
            .Replace(Stay.Uid, stay.Uid, StringComparison.Ordinal)
            .Replace(Stay.ArriveId, stay.ArriveId, StringComparison.Ordinal)
            .Replace(known, sequence, StringComparison.Ordinal);
    }

    // Index rows, which have keys and nothing else, are put and not added.
    private static TableTransactionActionType KindOf(TableEntity row) =>
        row.Keys.All(name => name is "PartitionKey" or "RowKey")
            ? TableTransactionActionType.UpsertReplace
            : TableTransactionActionType.Add;
}
