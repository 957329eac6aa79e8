using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>A row as the service keeps it.</summary>
internal sealed record StoredRow(string Partition, string Row, IReadOnlyDictionary<string, object> Columns, DateTimeOffset Timestamp, ETag ETag)
{
    /// <summary>The row with the columns of an entity only; a column that is null is none.</summary>
    public static StoredRow Replacing(TableEntity entity, DateTimeOffset now, long version) =>
        Make(entity, new Dictionary<string, object>(StringComparer.Ordinal), now, version);

    /// <summary>This row with the columns of an entity over its own; a column that is null changes nothing.</summary>
    public StoredRow Merging(TableEntity entity, DateTimeOffset now, long version) =>
        Make(entity, new Dictionary<string, object>(Columns, StringComparer.Ordinal), now, version);

    /// <summary>What a reader gets: all columns, or those asked for.</summary>
    public TableEntity ToEntity(IReadOnlyList<string>? columns)
    {
        var entity = new TableEntity { ETag = ETag };
        foreach (var (name, value) in All().Where(column => columns is null || columns.Contains(column.Name)))
        {
            entity[name] = value;
        }

        return entity;
    }

    private static StoredRow Make(TableEntity entity, Dictionary<string, object> columns, DateTimeOffset now, long version)
    {
        foreach (var (name, value) in entity)
        {
            if (value is not null && !TableRules.IsSystemColumn(name))
            {
                columns[name] = value is DateTimeOffset time ? time.ToUniversalTime() : value;
            }
        }

        var etag = string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{now:O}-{version}'\"");
        return new StoredRow(entity.PartitionKey, entity.RowKey, columns, now, new ETag(etag));
    }

    private IEnumerable<(string Name, object Value)> All() =>
        Columns.Select(column => (column.Key, column.Value))
            .Append((nameof(TableEntity.PartitionKey), Partition))
            .Append((nameof(TableEntity.RowKey), Row))
            .Append((nameof(TableEntity.Timestamp), Timestamp));
}
