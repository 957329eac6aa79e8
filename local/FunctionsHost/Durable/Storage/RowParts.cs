using Azure.Data.Tables;
using Google.Protobuf;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>
/// Keeps a message of any size in rows of one partition: 60 KiB to a property, twelve properties to a row, as many rows as it
/// takes. The first row is written last and knows how many there are: without it there is no message.
/// </summary>
internal static class RowParts
{
    private const int BytesOfProperty = 60 * 1024;
    private const int PropertiesOfRow = 12;
    private const int BytesOfRow = BytesOfProperty * PropertiesOfRow;
    private const string PartCount = "Parts";

    /// <summary>The rows of a message, the first part last.</summary>
    public static IEnumerable<TableTransactionAction> Write(string partition, RowName name, IMessage message)
    {
        var bytes = message.ToByteArray();
        var count = Math.Max(1, (bytes.Length + BytesOfRow - 1) / BytesOfRow);
        for (var part = count - 1; part >= 0; part--)
        {
            var entity = new TableEntity(partition, name.Key(part)) { [PartCount] = count };
            Fill(entity, bytes.AsSpan(part * BytesOfRow, Math.Min(BytesOfRow, bytes.Length - part * BytesOfRow)));
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity);
        }
    }

    /// <summary>The message in the rows of one name; null when its first part is not there.</summary>
    public static T? Read<T>(MessageParser<T> parser, IEnumerable<KeyValuePair<int, TableEntity>> parts)
        where T : class, IMessage<T>
    {
        var byPart = parts.ToDictionary();
        if (!byPart.TryGetValue(0, out var first) || first.GetInt32(PartCount) is not { } count)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        for (var part = 0; part < count; part++)
        {
            Empty(byPart[part], bytes);
        }

        return parser.ParseFrom(bytes.ToArray());
    }

    /// <summary>About how many bytes a row is on the wire.</summary>
    public static int Size(ITableEntity entity) =>
        entity is TableEntity rows ? 500 + rows.Select(column => column.Value).OfType<byte[]>().Sum(bytes => bytes.Length * 4 / 3) : 500;

    private static void Fill(TableEntity entity, ReadOnlySpan<byte> bytes)
    {
        for (var property = 0; bytes.Length > 0; property++)
        {
            var length = Math.Min(BytesOfProperty, bytes.Length);
            entity[$"P{property}"] = bytes[..length].ToArray();
            bytes = bytes[length..];
        }
    }

    private static void Empty(TableEntity entity, MemoryStream into)
    {
        for (var property = 0; entity.GetBinary($"P{property}") is { } bytes; property++)
        {
            into.Write(bytes);
        }
    }
}
